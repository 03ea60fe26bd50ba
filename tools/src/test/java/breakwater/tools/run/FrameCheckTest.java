package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The judge of frames lets none of these pass. */
class FrameCheckTest {
    private static final String HEAD = "35=D|34=1|49=A|56=B|52=20240627-11:17:17.223|";
    private static final String ORDER =
            HEAD + "11=1|54=1|60=20240627-11:17:17.223|55=BTC-USD|38=1.5|40=2|44=100|453=1|448=x|447=D|452=1|";

    private static String frame(final String body) {
        final String text = ("8=FIX.4.4|9=" + body.length() + "|" + body).replace('|', '\1');
        return text + String.format("10=%03d\1", text.chars().sum() % 256);
    }

    private static String fault(final String... frames) {
        final FrameCheck check = new FrameCheck("FIX.4.4", "FIX44.xml");
        check.judge("client", String.join("", frames));
        return String.join("; ", check.faults());
    }

    private static void finds(final String what, final String... frames) {
        final String fault = fault(frames);
        assertTrue(fault.contains(what), "'" + what + "' in '" + fault + "'");
    }

    @Test
    void aWholeFrameIsNone() {
        assertEquals("", fault(frame(ORDER), frame(ORDER.replace("34=1", "34=2"))));
    }

    @Test
    void findsWhatIsWrong() {
        finds("no frame at byte 0", frame(ORDER).replace("38=1.5", "38=1.6"));
        finds("no frame at byte 0", frame(ORDER).replace("\u00019=", "\u00019=1"));
        finds("no frame at byte 0", frame(ORDER).substring(0, 100));
        finds("no frame at byte 0", frame(ORDER).replace("FIX.4.4", "FIX.4.2"));
        finds("number 3 after 1", frame(ORDER), frame(ORDER.replace("34=1", "34=3")));
        finds("no message type", frame(ORDER.replace("35=D", "35=zz")));
        finds("required field 54", frame(ORDER.replace("54=1|", "")));
        finds("has no place", frame(ORDER + "31=5|"));
        finds("field 38 stands twice", frame(ORDER.replace("38=1.5", "38=1.5|38=1.5")));
        finds("54=Z", frame(ORDER.replace("54=1", "54=Z")));
        finds("38=1e5", frame(ORDER.replace("38=1.5", "38=1e5")));
        finds("60=2024-06-27", frame(ORDER.replace("60=20240627", "60=2024-06-27")));
        finds("entry 2 of group 453", frame(ORDER.replace("453=1", "453=2")));
        finds("no place", frame(ORDER.replace("453=1", "453=0")));
    }
}
