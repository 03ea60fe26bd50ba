package breakwater.gateway.ws.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A feed's file or resource: opened as often as needed, unpacked where it is gzip. Cold path. */
final class FeedFile {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final String where;
    private final Opener opener;
    private final boolean isGzip;
    private String digest;

    /** Opens the bytes as they lie there. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    private FeedFile(final String name, final String where, final Opener opener) throws IOException {
        this.name = name;
        this.where = where;
        this.opener = opener;
        try (InputStream in = opener.open()) {
            final byte[] magic = in.readNBytes(2);
            isGzip = magic.length == 2 && ((magic[0] & 0xFF) << 8 | magic[1] & 0xFF) == GZIP_MAGIC;
        }
    }

    static FeedFile of(final Path path) throws IOException {
        return new FeedFile(path.getFileName().toString(), path.toString(), () -> Files.newInputStream(path));
    }

    static FeedFile ofResource(final String resource) throws IOException {
        return new FeedFile(resource, "resource " + resource, () -> {
            final InputStream in = FeedFile.class.getResourceAsStream(resource);
            if (in == null) {
                throw new IOException("the build did not unpack it: run mvn generate-resources");
            }
            return in;
        });
    }

    /** The file's own name. */
    String name() {
        return name;
    }

    /** The file's name without .gz and without the extension before it. */
    String stem() {
        final String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        final int dot = unpacked.lastIndexOf('.');
        return dot > 0 ? unpacked.substring(0, dot) : unpacked;
    }

    /** The path, for messages. */
    String where() {
        return where;
    }

    InputStream open() throws IOException {
        return isGzip
                ? new GZIPInputStream(opener.open(), BUFFER_LENGTH)
                : new BufferedInputStream(opener.open(), BUFFER_LENGTH);
    }

    LineReader lines() throws IOException {
        return new LineReader(open());
    }

    /** Returns SHA-256 of the bytes as they lie there, in hex. */
    String digest() throws IOException {
        if (digest == null) {
            final MessageDigest sha = sha256();
            try (InputStream in = new DigestInputStream(opener.open(), sha)) {
                final byte[] sink = new byte[BUFFER_LENGTH];
                int read = 0;
                while (read >= 0) {
                    read = in.read(sink);
                }
            }
            digest = HexFormat.of().formatHex(sha.digest());
        }
        return digest;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
