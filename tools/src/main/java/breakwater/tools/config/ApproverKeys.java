package breakwater.tools.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Names and public keys of those who may approve: Ed25519 (RFC 8032) as the JDK has it, X.509 in base64. */
public final class ApproverKeys {
    /** Longest name; a frame keeps as much of it. */
    public static final int NAME_MAX = 24;

    private ApproverKeys() {}

    /** Returns the key of a text; throws where it is none. */
    public static PublicKey publicKey(final String base64) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (final IllegalArgumentException wrong) {
            throw new InvalidKeySpecException(wrong.getMessage(), wrong);
        }
    }

    /** Returns whether a name can stand in a configuration, a signed file and a journal without change. */
    public static boolean isName(final String name) {
        return name.length() <= NAME_MAX && name.matches("[A-Za-z0-9._-]+");
    }
}
