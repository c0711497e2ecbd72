package dev.arbor.platform.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code account}. */
@Entity
@Table(name = "account")
class AccountEntity {

    @Id
    String username;

    /** See {@link PasswordHash}. */
    @Column(name = "password_hash")
    String passwordHash;

    String email;

    @Column(name = "display_name")
    String displayName;

    boolean administrator;

    boolean enabled;

    /** Whether it belongs to a program. */
    boolean service;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
