package breakwater.core;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The string constants of a class and of all classes that it names, directly or not, made at once and kept for as long as
 * this lives. A JVM makes a constant when the code first comes to it, and besides all constants of a class, those of
 * exceptions that nobody throws included, when it first hands a method of that class to its second compiler
 * ({@code CompileBroker::compile_method} in HotSpot). The thread that runs the method pays for that, at a moment that differs
 * from run to run. A string that the JVM holds already is found and costs nothing. Source: JVMS 17, 4.4.
 */
final class StringConstants {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final Set<String> classes = new HashSet<>();
    private final Deque<String> unread = new ArrayDeque<>();
    private final List<String> strings = new ArrayList<>();

    /** Makes the constants of {@code root} and of what it names; a class named before, and one that is absent, is skipped. */
    void make(final Class<?> root) {
        name(root.getName().replace('.', '/'));
        while (!unread.isEmpty()) {
            final String type = unread.poll();
            try (InputStream file = ClassLoader.getSystemResourceAsStream(type + ".class")) {
                if (file != null) {
                    read(new DataInputStream(new ByteArrayInputStream(file.readAllBytes())));
                }
            } catch (final IOException failure) {
                throw new UncheckedIOException(type, failure);
            }
        }
    }

    /** Returns whether {@code string} is a constant of a class that was read. */
    boolean holds(final String string) {
        return strings.contains(string);
    }

    private void name(final String type) {
        if (!type.startsWith("[") && classes.add(type)) {
            unread.add(type);
        }
    }

    private void read(final DataInputStream file) throws IOException {
        file.readLong();
        final int count = file.readUnsignedShort();
        final String[] texts = new String[count];
        final int[] kinds = new int[count];
        final int[] names = new int[count];
        for (int i = 1; i < count; i++) {
            kinds[i] = file.readUnsignedByte();
            switch (kinds[i]) {
                case UTF8 -> texts[i] = file.readUTF();
                case CLASS, STRING -> names[i] = file.readUnsignedShort();
                case METHOD_TYPE, MODULE, PACKAGE -> file.skipNBytes(2);
                case METHOD_HANDLE -> file.skipNBytes(3);
                case LONG, DOUBLE -> {
                    file.skipNBytes(8);
                    i++;
                }
                default -> file.skipNBytes(4);
            }
        }
        for (int i = 1; i < count; i++) {
            if (kinds[i] == CLASS) {
                name(texts[names[i]]);
            } else if (kinds[i] == STRING) {
                strings.add(texts[names[i]].intern());
            }
        }
    }
}
