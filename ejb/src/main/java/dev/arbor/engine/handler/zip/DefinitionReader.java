package dev.arbor.engine.handler.zip;

import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.handler.zip.HandlerDefinition.Parameter;
import dev.arbor.engine.handler.zip.HandlerDefinition.Property;
import dev.arbor.engine.handler.zip.HandlerDefinition.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Reads node.xml and info.xml (engine spec 4.2, 4.3). */
public final class DefinitionReader {

    /** What every package has. */
    public static final String NODE = "process/node.xml";

    /** What a package with properties has. */
    public static final String INFO = "process/info.xml";

    private static final int LONGEST_XML = 500_000; // In bytes; an H2 takes a million in one value.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_]+");
    private static final int LONGEST = 200;

    private DefinitionReader() {}

    /**
     * Reads both files of a package.
     *
     * @throws Refusal INVALID ({@code invalid_package}), naming the file and what is wrong in it
     */
    public static HandlerDefinition read(HandlerZip zip) {
        byte[] node = zip.read(NODE)
                .orElseThrow(() -> PackageXml.invalid("Expected a " + NODE + " in the package, but there is none."));
        Optional<byte[]> info = zip.read(INFO);
        if (node.length > LONGEST_XML || info.map(xml -> xml.length).orElse(0) > LONGEST_XML) {
            throw PackageXml.invalid("Expected at most " + LONGEST_XML + " bytes in each of " + NODE + " and " + INFO
                    + ", but there are more.");
        }
        return read(node, info);
    }

    /** The same of what was read already. */
    public static HandlerDefinition read(byte[] nodeXml, Optional<byte[]> infoXml) {
        Element root = PackageXml.root(NODE, nodeXml, "taskDefinition");
        Element handler = PackageXml.children(root, "handler").stream()
                .findFirst()
                .orElseThrow(() -> PackageXml.invalid("Expected a <handler> in " + NODE + ", but there is none."));
        String name = identifier(handler, "name", NAME);
        String version = identifier(handler, "version", VERSION);
        String title = root.getAttribute("name").strip();
        return new HandlerDefinition(
                name,
                version,
                title.isEmpty() ? name : limited("name of the handler", title),
                PackageXml.text(root, "description").strip(),
                PackageXml.flag(PackageXml.text(root, "deferrable"), false),
                PackageXml.flag(PackageXml.text(root, "visible"), true),
                once(PackageXml.items(root, "parameters", "parameter"), DefinitionReader::parameter, Parameter::id),
                once(PackageXml.items(root, "results", "result"), DefinitionReader::result, Result::name),
                infoXml.map(DefinitionReader::properties).orElse(List.of()),
                HandlerTemplate.of(handler));
    }

    private static String identifier(Element handler, String attribute, Pattern form) {
        String value = handler.getAttribute(attribute).strip();
        if (!form.matcher(value).matches() || value.length() > LONGEST) {
            throw PackageXml.invalid("Expected the " + attribute + " of the <handler> in " + NODE
                    + " to be letters, digits and underscores, but got '" + value + "'.");
        }
        return value;
    }

    private static Parameter parameter(Element element) {
        String id = named(element, "id", NODE);
        String label = element.getAttribute("label");
        return new Parameter(
                id,
                label.isBlank() ? id : label,
                element.getAttribute("tooltip"),
                PackageXml.flag(element.getAttribute("required"), false),
                element.getTextContent(),
                element.getAttribute("menu"),
                element.getAttribute("dependsOnId"),
                element.getAttribute("dependsOnValue"));
    }

    private static Result result(Element element) {
        return new Result(named(element, "name", NODE), element.getTextContent().strip());
    }

    private static List<Property> properties(byte[] infoXml) {
        Element root = PackageXml.root(INFO, infoXml, "taskInfo");
        return once(PackageXml.children(root, "info"), DefinitionReader::property, Property::name);
    }

    private static Property property(Element element) {
        String type = element.getAttribute("type").strip().toLowerCase(Locale.ROOT);
        return new Property(
                named(element, "name", INFO),
                type.equals("encrypted") ? HandlerDefinition.ENCRYPTED : "text",
                PackageXml.flag(element.getAttribute("required"), false),
                element.getAttribute("description"),
                element.getTextContent());
    }

    private static String named(Element element, String attribute, String file) {
        String value = element.getAttribute(attribute);
        if (value.isBlank()) {
            throw PackageXml.invalid("Expected the attribute '" + attribute + "' of each <" + element.getTagName()
                    + "> in " + file + ", but one has none.");
        }
        return limited(attribute + " of a <" + element.getTagName() + "> in " + file, value);
    }

    private static String limited(String what, String value) {
        if (value.length() > LONGEST) {
            throw PackageXml.invalid("Expected the " + what + " to have at most " + LONGEST + " characters, but it has "
                    + value.length() + ".");
        }
        return value;
    }

    /** Of several of one name the first counts; placeholders of results may well be there twice. */
    private static <T> List<T> once(List<Element> elements, Function<Element, T> reading, Function<T, String> key) {
        Set<String> seen = new HashSet<>();
        return elements.stream()
                .map(reading)
                .filter(each -> seen.add(key.apply(each)))
                .toList();
    }
}
