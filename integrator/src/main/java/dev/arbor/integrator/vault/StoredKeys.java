package dev.arbor.integrator.vault;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * Keys that a credential store of the server keeps: secret keys of 256 bits, as the server itself makes them, or passwords
 * that are 32 bytes in Base64. The alias of a key is its id in envelopes.
 */
public final class StoredKeys {

    private StoredKeys() {}

    /**
     * Some keys of a store, in the order of their aliases.
     *
     * @param name of the store, for messages
     * @throws IllegalStateException when there is no such key, or it is none for AES-256; never quotes one
     */
    public static List<EncryptionKey> of(CredentialStore store, String name, List<String> aliases) {
        List<EncryptionKey> keys = new ArrayList<>();
        for (String alias : aliases) {
            try {
                keys.add(key(store, name, alias));
            } catch (CredentialStoreException e) {
                throw new IllegalStateException(
                        "Expected to read the encryption key '" + alias + "' from the credential store '" + name
                                + "', but it failed.",
                        e);
            }
        }
        return keys;
    }

    private static EncryptionKey key(CredentialStore store, String name, String alias) throws CredentialStoreException {
        SecretKeyCredential secret = store.exists(alias, SecretKeyCredential.class)
                ? store.retrieve(alias, SecretKeyCredential.class)
                : null;
        if (secret != null) {
            return checked(name, alias, secret.getSecretKey());
        }
        PasswordCredential password =
                store.exists(alias, PasswordCredential.class) ? store.retrieve(alias, PasswordCredential.class) : null;
        if (password != null && password.getPassword() instanceof ClearPassword clear) {
            return EncryptionKey.parse(alias + ":" + new String(clear.getPassword()));
        }
        throw new IllegalStateException("Expected the encryption key '" + alias + "' in the credential store '" + name
                + "', but there is no secret key and no password of that alias.");
    }

    private static EncryptionKey checked(String name, String alias, SecretKey secret) {
        byte[] bytes = secret.getEncoded();
        if (bytes == null || bytes.length != EncryptionKey.BYTES) {
            throw new IllegalStateException("Expected the encryption key '" + alias + "' of the credential store '"
                    + name + "' to be of 256 bits, but it is not; generate it with key-size=256.");
        }
        // Checks the alias as it checks every id.
        return EncryptionKey.parse(alias + ":" + Base64.getEncoder().encodeToString(bytes));
    }
}
