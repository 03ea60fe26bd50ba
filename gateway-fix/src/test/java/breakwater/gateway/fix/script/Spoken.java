package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.orderentry.RawFrames;
import breakwater.gateway.fix.session.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** The dialects as a scripted venue of each kind expects them at Logon. */
enum Spoken {
    FIX44("fix44"),
    FIX42("fix42"),
    FIX50SP2("fix50sp2"),
    BINANCE("binance");

    private static final KeyPair KEYS = keys();

    private final Dialect dialect;

    Spoken(final String name) {
        dialect = Dialect.all().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (final GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Returns the file of credentials that such a venue asks for, or null. */
    Path credentials(final Path folder) throws IOException {
        if (this != BINANCE) {
            return null;
        }
        Files.createDirectories(folder);
        final Path file = Files.writeString(
                folder.resolve("credentials"),
                "username=api-key\nprivate-key="
                        + Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Fails where a Logon of ours would be refused by such a venue. */
    void checkLogon(final String logon) throws GeneralSecurityException {
        switch (this) {
            case FIX50SP2:
                assertTrue(logon.startsWith("8=FIXT.1.1|"), logon);
                assertEquals("9", RawFrames.field(logon, 1137), logon);
                break;
            case FIX42:
                assertTrue(logon.startsWith("8=FIX.4.2|"), logon);
                assertNull(RawFrames.field(logon, 553), logon);
                break;
            case BINANCE:
                checkSigned(logon);
                break;
            default:
                assertTrue(logon.startsWith("8=FIX.4.4|"), logon);
        }
    }

    /** Binance, FIX API, "How to sign Logon": over type, sender, target, number and time; the numbers start at 1. */
    private static void checkSigned(final String logon) throws GeneralSecurityException {
        assertEquals("Y", RawFrames.field(logon, 141), logon);
        assertEquals("1", RawFrames.field(logon, 34), logon);
        assertEquals("api-key", RawFrames.field(logon, 553), logon);
        assertEquals("2", RawFrames.field(logon, 25035), logon);
        final String signature = RawFrames.field(logon, 96);
        assertEquals(Integer.toString(signature.length()), RawFrames.field(logon, 95), logon);
        final Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KEYS.getPublic());
        check.update(String.join(
                        "\u0001",
                        "A",
                        RawFrames.field(logon, 49),
                        RawFrames.field(logon, 56),
                        RawFrames.field(logon, 34),
                        RawFrames.field(logon, 52))
                .getBytes(StandardCharsets.US_ASCII));
        assertTrue(check.verify(Base64.getDecoder().decode(signature)), logon);
    }

    /** Returns what the venue's own Logon has more. */
    String logonFields() {
        switch (this) {
            case FIX50SP2:
                return "|1137=9";
            case BINANCE:
                return "|25037=4392a152-3481-4499-921a-6d42c50702e2";
            default:
                return "";
        }
    }
}
