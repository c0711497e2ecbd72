package dev.arbor.web.core;

import java.util.List;
import java.util.stream.Stream;

/** What the documents of the API show of themselves. */
final class Shown {

    static final Projection SPACE = new Projection(
            List.of(
                    "afterLogoutPath",
                    "allowedIps",
                    "allowedIpsEnabled",
                    "bundlePath",
                    "customTranslationContexts",
                    "defaultLocale",
                    "defaultTimezone",
                    "displayType",
                    "displayValue",
                    "enabledLocales",
                    "filestore",
                    "loginPage",
                    "name",
                    "oauthSigningKey",
                    "platformComponents",
                    "resetPasswordPage",
                    "sessionInactiveLimitInSeconds",
                    "sharedBundleBase",
                    "slug",
                    "trustedFrameDomains",
                    "trustedResourceDomains"),
            List.of("applyDefaultsOnCreate", "createdAt", "createdBy", "updatedAt", "updatedBy"),
            List.of(
                    "attributes",
                    "attributesMap",
                    "authorization",
                    "securityPolicies",
                    "securityPolicyDefinitions",
                    "spaceAttributeDefinitions",
                    "teamAttributeDefinitions",
                    "userAttributeDefinitions",
                    "userProfileAttributeDefinitions"));

    static final Projection KAPP = new Projection(
            List.of(
                    "afterLogoutPath",
                    "bundlePath",
                    "defaultFormConfirmationPage",
                    "defaultFormDisplayPage",
                    "defaultSubmissionLabelExpression",
                    "displayType",
                    "displayValue",
                    "loginPage",
                    "name",
                    "resetPasswordPage",
                    "slug",
                    "status"),
            Projection.STAMPS,
            List.of(
                    "attributes",
                    "attributesMap",
                    "authorization",
                    "categories",
                    "categorizations",
                    "categoryAttributeDefinitions",
                    "fields",
                    "formAttributeDefinitions",
                    "formTypes",
                    "indexDefinitions",
                    "kappAttributeDefinitions",
                    "securityPolicies",
                    "securityPolicyDefinitions"));

    static final Projection FORM = new Projection(
            List.of("anonymous", "description", "name", "slug", "status", "submissionLabelExpression", "type"),
            Stream.concat(Stream.of("notes"), Projection.STAMPS.stream()).toList(),
            List.of(
                    "attributes",
                    "attributesMap",
                    "authorization",
                    "bridgedResources",
                    "categorizations",
                    "customHeadContent",
                    "fields",
                    "indexDefinitions",
                    "integrations",
                    "pages",
                    "securityPolicies",
                    "versionId"));

    static final Projection SUBMISSION = new Projection(
            List.of(
                    "coreState",
                    "currentPage",
                    "displayedPage",
                    "handle",
                    "id",
                    "label",
                    "origin",
                    "parent",
                    "sessionToken",
                    "type"),
            Stream.concat(Projection.STAMPS.stream(), Stream.of("closedAt", "closedBy", "submittedAt", "submittedBy"))
                    .toList(),
            List.of("activities", "authorization", "type", "values", "valuesRaw"));

    static final Projection ACTIVITY =
            new Projection(List.of("data", "description", "id", "label", "type"), Projection.STAMPS, List.of());

    static final Projection INTEGRATION = new Projection(
            List.of("allowUnmappedInputs", "connectionId", "inputMappings", "name", "operationId", "securityPolicies"),
            Projection.STAMPS,
            List.of());

    static final Projection USER = new Projection(
            List.of(
                    "allowedIps",
                    "displayName",
                    "email",
                    "enabled",
                    "preferredLocale",
                    "spaceAdmin",
                    "timezone",
                    "username"),
            Stream.concat(Projection.STAMPS.stream(), Stream.of("invitedBy")).toList(),
            List.of("attributes", "attributesMap", "authorization", "profileAttributes", "profileAttributesMap"));

    static final Projection TEAM = new Projection(
            List.of("description", "localName", "name", "parentName", "restorationToken", "slug"),
            Projection.STAMPS,
            List.of("attributes", "attributesMap", "authorization"));

    static final Projection WEBHOOK = new Projection(
            List.of("event", "filter", "id", "name", "noticeCount", "notices", "signed", "type", "url"),
            Projection.STAMPS,
            List.of());

    static final Projection MODEL = new Projection(
            List.of("activeMappingName", "attributes", "mappings", "name", "qualifications", "status"),
            Projection.STAMPS,
            List.of());

    private Shown() {}
}
