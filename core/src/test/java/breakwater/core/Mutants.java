package breakwater.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What PIT tells of its mutants: by package how many there were, and those that no test has noticed, a line each. */
final class Mutants {
    private final TreeMap<String, int[]> madeAndKilled = new TreeMap<>();
    private final List<String> survivors = new ArrayList<>();

    private Mutants() {}

    static Mutants read(final Path xml) throws Exception {
        final Mutants mutants = new Mutants();
        final NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getElementsByTagName("mutation");
        for (int i = 0; i < nodes.getLength(); i++) {
            mutants.count((Element) nodes.item(i));
        }
        Collections.sort(mutants.survivors);
        return mutants;
    }

    private void count(final Element mutation) {
        final String mutated = text(mutation, "mutatedClass");
        final String room = mutated.substring(0, mutated.lastIndexOf('.')).replace("breakwater.core.", "");
        final int[] counts = madeAndKilled.computeIfAbsent(room, name -> new int[2]);
        counts[0]++;
        if (Boolean.parseBoolean(mutation.getAttribute("detected"))) {
            counts[1]++;
            return;
        }
        final String mutator = text(mutation, "mutator");
        survivors.add(String.format(
                Locale.ROOT,
                "%s %4s %s %s %s: %s",
                mutated.replace("breakwater.core.", ""),
                text(mutation, "lineNumber"),
                text(mutation, "mutatedMethod"),
                mutation.getAttribute("status"),
                mutator.substring(mutator.lastIndexOf('.') + 1),
                text(mutation, "description")));
    }

    int total() {
        return madeAndKilled.values().stream().mapToInt(counts -> counts[0]).sum();
    }

    /** Returns of how many of 100 a test has told, in the package in which that is the smallest part. */
    double leastKilledPercent() {
        return madeAndKilled.values().stream()
                .mapToDouble(counts -> 100.0 * counts[1] / counts[0])
                .min()
                .orElse(0);
    }

    /** Writes those that live, a line each: class, line, method, status, mutator, what it changed. */
    void writeSurvivors(final Path file) throws IOException {
        Files.write(file, survivors);
    }

    /** Returns a line a package: how many mutants, how many of them killed. */
    String figures() {
        final StringBuilder figures = new StringBuilder();
        madeAndKilled.forEach((room, counts) -> figures.append(String.format(
                Locale.ROOT,
                "%-8s %5d mutants, %5d killed, %.1f %%%n",
                room,
                counts[0],
                counts[1],
                100.0 * counts[1] / counts[0])));
        return figures.toString();
    }

    private static String text(final Element mutation, final String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }

    @Override
    public String toString() {
        return figures() + "alive:\n" + String.join("\n", survivors);
    }
}
