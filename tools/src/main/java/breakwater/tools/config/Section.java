package breakwater.tools.config;

import breakwater.core.decimal.Decimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of the file, read key by key with a check at each. Whatever is wrong becomes a finding and a harmless
 * default, so that one run tells everything; {@link #close} refuses the keys that nobody asked for.
 */
final class Section {
    private final Source source;
    private final String name;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Section(final Source source, final String name, final Node node) {
        this.source = source;
        this.name = name;
        this.node = node;
        if (node instanceof MappingNode mapping) {
            for (final NodeTuple tuple : mapping.getValue()) {
                final String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                if (values.put(key, tuple.getValueNode()) != null) {
                    source.find(tuple.getKeyNode(), "'" + key + "' stands twice in " + name, "remove one of them");
                }
                keys.put(key, tuple.getKeyNode());
            }
        } else if (node != null) {
            source.find(node, name + " must be a mapping of keys to values", "write 'key: value' lines under it");
        }
    }

    Node node() {
        return node;
    }

    boolean has(final String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    String text(final String key, final String fallback) {
        asked.add(key);
        final Node value = values.get(key);
        if (value == null) {
            if (fallback == null) {
                source.find(node, name + " lacks '" + key + "'", "add '" + key + ": …'");
                return "";
            }
            return fallback;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        source.find(value, "'" + key + "' must be a single value", "write it on one line");
        return fallback == null ? "" : fallback;
    }

    /** Parses the text of a key; a {@link RuntimeException} of the parser becomes a finding. */
    <T> T parse(
            final String key,
            final String fallback,
            final T harmless,
            final Function<String, T> parser,
            final String remedy) {
        final String text = text(key, fallback);
        if (text.isEmpty() && !values.containsKey(key)) {
            return harmless;
        }
        try {
            return parser.apply(text);
        } catch (final RuntimeException wrong) {
            source.find(values.getOrDefault(key, node), key + ": " + wrong.getMessage(), remedy);
            return harmless;
        }
    }

    long decimal(final String key, final String fallback, final int exponent) {
        return parse(
                key,
                fallback,
                1L,
                text -> Decimals.parse(text, exponent),
                "write a plain decimal number such as 12.5, with at most " + -exponent + " decimals");
    }

    long money(final String key, final String fallback) {
        return decimal(key, fallback, Decimals.MONEY_EXPONENT);
    }

    long positive(final String key, final String fallback, final long max) {
        return parse(
                key,
                fallback,
                1L,
                text -> {
                    final long value = Decimals.parse(text, 0);
                    if (value <= 0 || value > max) {
                        throw new NumberFormatException("'" + text + "' must be from 1 to " + max);
                    }
                    return value;
                },
                "write a whole number from 1 to " + max);
    }

    /** Percent such as 0.10% in ppm; at most 4 decimals of a percent. */
    long percent(final String key, final String fallback) {
        return parse(key, fallback, 0L, Section::percent, "write a percentage such as 0.10%");
    }

    static long percent(final String text) {
        if (!text.endsWith("%")) {
            throw new NumberFormatException("'" + text + "' must end in %");
        }
        return Decimals.parse(text.substring(0, text.length() - 1).trim(), -4);
    }

    /** Duration such as 500ms, 15s, 30m, 24h in ns. */
    long duration(final String key, final String fallback) {
        return parse(key, fallback, 1L, Durations::parse, "write a duration such as 500ms, 15s, 30m or 24h");
    }

    /** The same, or 0s for none. */
    long durationOrNone(final String key, final String fallback) {
        return parse(
                key,
                fallback,
                1L,
                text -> text.equals("0s") ? 0 : Durations.parse(text),
                "write 0s, or a duration such as 500ms, 15s, 30m or 24h");
    }

    boolean flag(final String key, final String fallback) {
        return parse(
                key,
                fallback,
                false,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes" -> true;
                    case "false", "no" -> false;
                    default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
                },
                "write true or false");
    }

    /** One of the names; answers its place among them. */
    int choice(final String key, final String fallback, final List<String> names) {
        return parse(
                key,
                fallback,
                0,
                text -> {
                    final int index = names.indexOf(text.toLowerCase(Locale.ROOT));
                    if (index < 0) {
                        throw new IllegalArgumentException("'" + text + "' is unknown" + Nearest.hint(text, names));
                    }
                    return index;
                },
                "use one of " + String.join(", ", names));
    }

    Section section(final String key) {
        asked.add(key);
        return new Section(source, key, values.get(key));
    }

    /** The mappings of a list; a missing list is a finding if it is required. */
    List<Section> list(final String key, final boolean isRequired) {
        asked.add(key);
        final List<Section> sections = new ArrayList<>();
        final Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            for (final Node item : sequence.getValue()) {
                sections.add(new Section(source, "an entry of " + key, item));
            }
        } else if (value != null) {
            source.find(value, "'" + key + "' must be a list", "begin each entry with '- '");
        }
        if (isRequired && sections.isEmpty()) {
            source.find(
                    value == null ? node : value,
                    "'" + key + "' is missing or empty: an empty list trades nothing",
                    "add at least one entry under '" + key + ":'");
        }
        return sections;
    }

    /** The single values of a list, none where it is missing. */
    List<String> texts(final String key) {
        asked.add(key);
        final List<String> texts = new ArrayList<>();
        final Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            for (final Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    source.find(item, "an entry of '" + key + "' must be a single value", "write [one, another]");
                }
            }
        } else if (value != null) {
            source.find(value, "'" + key + "' must be a list", "write [one, another]");
        }
        return texts;
    }

    Set<String> keys() {
        return keys.keySet();
    }

    void wrong(final String key, final String message, final String remedy) {
        source.find(values.getOrDefault(key, node), message, remedy);
    }

    /** Refuses every key that was not asked for. */
    void close() {
        for (final Map.Entry<String, Node> entry : keys.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                source.find(
                        entry.getValue(),
                        "unknown key '" + entry.getKey() + "' in " + name + Nearest.hint(entry.getKey(), asked),
                        "use one of " + String.join(", ", asked));
            }
        }
    }
}
