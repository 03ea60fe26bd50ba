package breakwater.gateway.fix.script;

import breakwater.gateway.fix.orderentry.RawFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * QuickFIX/J's definitions, which play a client to an acceptor, as a venue to our initiator. It logs on itself, and asks what is
 * open: so the Logon changes hands, and all later numbers are one higher on both sides. A session that theirs forgets begins
 * anew on an empty folder.
 */
final class Mirror {
    private static final Set<String> OF_SESSIONS = Set.of("0", "1", "2", "3", "4", "5", "A", "*");
    private static final Pattern NUMBER = Pattern.compile("(?<=\\|(?:34|45|7|16|36)=|expecting |received )[1-9]\\d*");

    private final Script definition;
    private final String ours;
    private final List<Script.Step> steps = new ArrayList<>();
    private int logons;
    private boolean isLogonExpected;

    private Mirror(final Script definition, final String ours) {
        this.definition = definition;
        this.ours = ours;
    }

    /** Returns the script to play to our session {@code ours}, or nothing where the definition is not about sessions alone. */
    static Optional<Script> of(final Script definition, final String ours) {
        final boolean isOfSessions = definition.steps().stream()
                .allMatch(step -> step.peer() == 1
                        && (Character.isLowerCase(step.kind()) || OF_SESSIONS.contains(type(step)))
                        && !step.text().startsWith("SET_SESSION"));
        final List<Script.Step> all = definition.steps();
        final boolean logsOn = all.size() > 2 && isLogon(all.get(1), 'I') && isLogon(all.get(2), 'E');
        if (!isOfSessions || !logsOn) {
            return Optional.empty();
        }
        final Mirror mirror = new Mirror(definition, ours);
        all.forEach(mirror::turn);
        return Optional.of(new Script(definition.name(), mirror.steps));
    }

    private static String type(final Script.Step step) {
        return String.valueOf(RawFrames.field(step.text(), 35));
    }

    private static boolean isLogon(final Script.Step step, final char kind) {
        return step.kind() == kind
                && "A".equals(type(step))
                && "1".equals(RawFrames.field(step.text(), 34))
                && RawFrames.field(step.text(), 49).equals(kind == 'I' ? "TW" : "ISLD");
    }

    private void turn(final Script.Step step) {
        switch (step.kind()) {
            case 'i':
                connect(step);
                break;
            case 'e':
                add(step, "eDISCONNECT");
                add(step, "oHEARD logout");
                break;
            case 'I':
                if ("A".equals(type(step))) {
                    logOn(step);
                } else {
                    add(step, "I" + turned(step.text()));
                    if ("3".equals(type(step))) {
                        add(step, "oHEARD refused");
                    }
                }
                break;
            default:
                if (isLogonExpected) {
                    isLogonExpected = false;
                    return;
                }
                add(step, "E" + ("A".equals(type(step)) ? named(step.text()) : turned(step.text())));
                if ("3".equals(type(step))) {
                    add(step, "oHEARD refused");
                }
                if ("A".equals(type(step))) {
                    tellWhatIsOpen(step);
                }
        }
    }

    private void connect(final Script.Step step) {
        if (logons > 0) {
            add(step, "oRESTART LOST");
            add(step, "iNEXT 1");
        }
        final String heartbeat = definition.steps().stream()
                .filter(each -> "A".equals(type(each)))
                .map(each -> RawFrames.field(each.text(), 108))
                .findFirst()
                .orElseThrow();
        add(step, "oHEARTBEAT " + heartbeat);
        add(step, "iCONNECT");
        isLogonExpected = true;
    }

    private void logOn(final Script.Step step) {
        logons++;
        if (isLogonExpected) {
            add(step, "E35=A|34=1|98=0|108=" + RawFrames.field(step.text(), 108));
            add(step, "I" + named(step.text()));
            tellWhatIsOpen(step);
        } else {
            add(step, "I" + named(step.text()));
        }
    }

    private void tellWhatIsOpen(final Script.Step step) {
        final String asked = "$asked" + logons;
        add(step, "oHEARD logon");
        add(step, "E35=AF|34=2|584=" + asked);
        add(step, "I35=8|34=2|37=NONE|17=0|150=I|39=8|14=0|151=0|6=0|584=" + asked);
        add(step, "oHEARD reconciled");
    }

    private String named(final String text) {
        return text.replace("=TW|", "=VENUE|").replace("=ISLD|", "=" + ours + "|");
    }

    private String turned(final String text) {
        return NUMBER.matcher(named(text)).replaceAll(match -> Long.toString(Long.parseLong(match.group()) + 1));
    }

    private void add(final Script.Step from, final String line) {
        steps.add(new Script.Step(from.line(), line.charAt(0), 1, line.substring(1)));
    }
}
