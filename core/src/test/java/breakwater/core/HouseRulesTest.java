package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rooms and classes are named, in every module of the repository. */
class HouseRulesTest {
    private static final Pattern SIGN = Pattern.compile("(?s)\\s*/\\*\\*.*\\*/\\s*package .*");
    private static final Pattern EMPTY_NAME =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w*(?:Manager|Helper|Utils?|Impl))\\b");

    @Test
    void everyRoomHasASignOnItsDoor() throws IOException {
        assertEquals(
                List.of(),
                roomsWithoutSign(Repository.ROOT),
                "write package-info.java: what the room owns and refuses");
    }

    @Test
    void noClassIsNamedForNothing() throws IOException {
        assertEquals(List.of(), emptyNames(Repository.ROOT), "name the class for what it does in the field");
    }

    @Test
    void findsARoomWithoutSignAndOneWithAnEmptySign(@TempDir final Path root) throws IOException {
        write(root, "m/src/main/java/a/A.java", "package a; class A {}");
        write(root, "m/src/main/java/b/B.java", "package b; class B {}");
        write(root, "m/src/main/java/b/package-info.java", "package b;");
        write(root, "m/src/main/java/c/C.java", "package c; class C {}");
        write(root, "m/src/main/java/c/package-info.java", "/** Owns c. */\npackage c;");

        assertEquals(List.of("m/src/main/java/a", "m/src/main/java/b"), roomsWithoutSign(root));
    }

    @Test
    void findsEmptyNamesAlsoWhenNested(@TempDir final Path root) throws IOException {
        write(root, "m/src/main/java/a/OrderManager.java", "package a; class OrderManager {}");
        write(root, "m/src/test/java/a/Fine.java", "package a; class Fine { record StringUtil() {} enum X {} }");
        write(root, "m/src/main/java/a/Gate.java", "package a; interface Gate {}\n class GateImpl {}");
        write(root, "m/src/main/java/a/Utility.java", "package a; class Utility { class Implied {} }");
        write(root, "m/src/main/java/a/D.java", "package a; class DateUtils {} interface TestHelper {}");

        assertEquals(List.of("DateUtils", "GateImpl", "OrderManager", "StringUtil", "TestHelper"), emptyNames(root));
    }

    @Test
    void looksAtTheWholeRepository() throws IOException {
        assertTrue(Repository.javaFiles(Repository.ROOT).size() > 20, "found too few sources under " + Repository.ROOT);
    }

    private static List<String> roomsWithoutSign(final Path root) throws IOException {
        final TreeSet<String> rooms = new TreeSet<>();
        for (final Path file : Repository.javaFiles(root)) {
            final Path room = file.getParent();
            if (root.relativize(room).toString().contains("src/main/java") && !hasSign(room)) {
                rooms.add(root.relativize(room).toString());
            }
        }
        return List.copyOf(rooms);
    }

    private static boolean hasSign(final Path room) throws IOException {
        final Path sign = room.resolve("package-info.java");
        return Files.exists(sign) && SIGN.matcher(Files.readString(sign)).matches();
    }

    private static List<String> emptyNames(final Path root) throws IOException {
        final TreeSet<String> names = new TreeSet<>();
        for (final Path file : Repository.javaFiles(root)) {
            if (!file.endsWith("HouseRulesTest.java")) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.flatMap(line -> EMPTY_NAME.matcher(line).results())
                            .forEach(match -> names.add(match.group(1)));
                }
            }
        }
        return List.copyOf(names);
    }

    private static void write(final Path root, final String name, final String text) throws IOException {
        final Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
