package breakwater.tools.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Judges FIX 4.4 frames by the standard's dictionary as a dissector would, and shares no code with QuickFIX/J or the gateway: the
 * frame (8, 9, 35 first, length, checksum), numbers one after the other, each field known to its message and there once, groups
 * of the size that they say, required fields, values of their type and from their list.
 */
final class FrameCheck {
    private static final char SOH = '\1';
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern TIME =
            Pattern.compile("\\d{8}-([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d{3}(\\d{3}){0,2})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}(0[1-9]|1[0-2])([0-2]\\d|3[01])");

    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<Integer, String> types = new HashMap<>();
    private final Map<Integer, Set<String>> values = new HashMap<>();
    private final Map<String, Element> components = new HashMap<>();
    private final Map<String, Part> messages = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> judged = new TreeMap<>();
    private final String begin;

    /** A message or a group: which fields, which of them required, which of them begin groups; the first field. */
    private static final class Part {
        private final Set<Integer> fields = new HashSet<>();
        private final Set<Integer> required = new HashSet<>();
        private final Map<Integer, Part> groups = new HashMap<>();
        private int first;
    }

    /**
     * @param begin BeginString (8)
     * @param dictionaries the first has header and trailer; messages of all
     */
    FrameCheck(final String begin, final String... dictionaries) {
        this.begin = begin;
        final Element session = root(dictionaries[0]);
        for (final String name : dictionaries) {
            final Element root = root(name);
            readFields(session);
            readFields(root);
            readComponents(session);
            readComponents(root);
            for (final Element message : children(child(root, "messages"))) {
                final Part part = new Part();
                read(child(session, "header"), part, true);
                read(message, part, true);
                read(child(session, "trailer"), part, true);
                messages.put(message.getAttribute("msgtype"), part);
            }
        }
    }

    private static Element root(final String dictionary) {
        try (InputStream xml = FrameCheck.class.getResourceAsStream("/" + dictionary)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        } catch (final IOException | ParserConfigurationException | SAXException broken) {
            throw new AssertionError(broken);
        }
    }

    /** FIX 4.2 has none. */
    private void readComponents(final Element root) {
        children(root).stream()
                .filter(each -> "components".equals(each.getTagName()))
                .forEach(all -> children(all).forEach(each -> components.put(each.getAttribute("name"), each)));
    }

    private void readFields(final Element root) {
        for (final Element field : children(child(root, "fields"))) {
            final int tag = Integer.parseInt(field.getAttribute("number"));
            tags.put(field.getAttribute("name"), tag);
            types.put(tag, field.getAttribute("type"));
            for (final Element value : children(field)) {
                values.computeIfAbsent(tag, none -> new HashSet<>()).add(value.getAttribute("enum"));
            }
        }
    }

    private void read(final Element from, final Part into, final boolean isRequired) {
        for (final Element each : children(from)) {
            final boolean requires = isRequired && "Y".equals(each.getAttribute("required"));
            if ("component".equals(each.getTagName())) {
                read(components.get(each.getAttribute("name")), into, requires);
                continue;
            }
            final int tag = tags.get(each.getAttribute("name"));
            into.fields.add(tag);
            into.first = into.first == 0 ? tag : into.first;
            if (requires) {
                into.required.add(tag);
            }
            if ("group".equals(each.getTagName())) {
                final Part group = new Part();
                read(each, group, true);
                into.groups.put(tag, group);
            }
        }
    }

    /** Judges all that one side of a connection said. */
    void judge(final String side, final String said) {
        int number = 0;
        int from = 0;
        while (from < said.length()) {
            final int second = said.indexOf(SOH, from) + 1;
            final int third = said.indexOf(SOH, second) + 1;
            final int end = frameEnd(said, from, second, third);
            if (end < 0) {
                faults.add(side + ": no frame at byte " + from + ": " + shown(said, from, from + 80));
                return;
            }
            final String frame = said.substring(from, end);
            final List<String> fields = Arrays.asList(frame.split(String.valueOf(SOH)));
            final String type = fields.get(2).substring(3);
            judged.merge(type, 1, Integer::sum);
            number = number(side, fields, number);
            judgeFields(side + " " + frame.replace(SOH, '|'), type, fields);
            from = end;
        }
    }

    private int frameEnd(final String said, final int from, final int second, final int third) {
        if (!said.startsWith("8=" + begin + SOH, from)
                || !said.startsWith("9=", second)
                || !said.startsWith("35=", third)) {
            return -1;
        }
        final int trailer = third + Integer.parseInt(said.substring(second + 2, third - 1));
        if (trailer + 7 > said.length() || said.charAt(trailer - 1) != SOH) {
            return -1;
        }
        int sum = 0;
        for (int i = from; i < trailer; i++) {
            sum += said.charAt(i);
        }
        return said.startsWith(String.format("10=%03d%c", sum % 256, SOH), trailer) ? trailer + 7 : -1;
    }

    /** Returns the frame's number; it follows the one before, but where a frame is sent again or resets them. */
    private int number(final String side, final List<String> fields, final int before) {
        final int number = Integer.parseInt(fields.stream()
                .filter(field -> field.startsWith("34="))
                .findFirst()
                .orElse("34=0")
                .substring(3));
        final boolean isAgain = fields.contains("43=Y");
        if (before != 0 && !isAgain && number != before + 1) {
            faults.add(side + ": number " + number + " after " + before);
        }
        return isAgain ? before : number;
    }

    private void judgeFields(final String where, final String type, final List<String> fields) {
        final Part part = messages.get(type);
        if (part == null) {
            faults.add("no message type of " + begin + ": " + where);
            return;
        }
        final int end = judgePart(where, part, fields, 0, false);
        if (end < fields.size()) {
            faults.add("field " + fields.get(end) + " has no place in " + where);
        }
    }

    /** Judges fields until one has no place in the part, or has come and begins a group's next entry. Returns where that is. */
    private int judgePart(
            final String where, final Part part, final List<String> fields, final int from, final boolean isGroup) {
        final Set<Integer> seen = new HashSet<>();
        int at = from;
        while (at < fields.size()) {
            final int equals = fields.get(at).indexOf('=');
            final int tag = Integer.parseInt(fields.get(at).substring(0, Math.max(1, equals)));
            if (!part.fields.contains(tag) || (isGroup && at > from && tag == part.first)) {
                break;
            }
            if (!seen.add(tag)) {
                faults.add("field " + tag + " stands twice in " + where);
            }
            final String value = fields.get(at++).substring(equals + 1);
            judgeValue(where, tag, value);
            final Part group = part.groups.get(tag);
            for (int entry = 0; group != null && entry < Integer.parseInt(value); entry++) {
                if (at == fields.size() || !fields.get(at).startsWith(group.first + "=")) {
                    faults.add("entry " + (entry + 1) + " of group " + tag + " is missing in " + where);
                    break;
                }
                at = judgePart(where, group, fields, at, true);
            }
        }
        for (final int tag : part.required) {
            if (!seen.contains(tag)) {
                faults.add("required field " + tag + " is missing in " + where);
            }
        }
        return at;
    }

    private void judgeValue(final String where, final int tag, final String value) {
        final boolean isRight;
        switch (types.get(tag)) {
            case "INT":
            case "SEQNUM":
            case "LENGTH":
            case "NUMINGROUP":
                isRight = WHOLE.matcher(value).matches();
                break;
            case "PRICE":
            case "PRICEOFFSET":
            case "QTY":
            case "AMT":
            case "FLOAT":
            case "PERCENTAGE":
                isRight = DECIMAL.matcher(value).matches();
                break;
            case "CHAR":
                isRight = value.length() == 1;
                break;
            case "BOOLEAN":
                isRight = "Y".equals(value) || "N".equals(value);
                break;
            case "UTCTIMESTAMP":
                isRight = TIME.matcher(value).matches();
                break;
            case "LOCALMKTDATE":
            case "UTCDATE":
            case "UTCDATEONLY":
                isRight = DATE.matcher(value).matches();
                break;
            default:
                isRight = !value.isEmpty();
        }
        final Set<String> listed = values.get(tag);
        final boolean isListed = listed == null
                || "BOOLEAN".equals(types.get(tag))
                || Arrays.stream(value.split(" ")).allMatch(listed::contains);
        if (!isRight || !isListed) {
            faults.add("field " + tag + "=" + value + " is no " + types.get(tag) + " of the dictionary in " + where);
        }
    }

    /** Returns what is wrong. */
    List<String> faults() {
        return faults;
    }

    /** Returns how many frames of each message type were judged. */
    Map<String, Integer> judged() {
        return judged;
    }

    private static String shown(final String said, final int from, final int to) {
        return said.substring(from, Math.min(said.length(), to)).replace(SOH, '|');
    }

    private static Element child(final Element parent, final String name) {
        return children(parent).stream()
                .filter(each -> name.equals(each.getTagName()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> children(final Element parent) {
        final List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                children.add((Element) node);
            }
        }
        return children;
    }
}
