package breakwater.core;

import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import java.util.Locale;
import java.util.TimeZone;

/** The main of a child JVM: works a number of events of a {@link Course} and prints what came of it. */
public final class CourseRun {
    private static Object garbage;

    private CourseRun() {}

    /** Arguments: the number of events, then "garbage" to allocate 256 bytes with each of them. */
    public static void main(final String[] arguments) {
        final int events = Integer.parseInt(arguments[0]);
        final boolean isWasteful = arguments.length > 1 && arguments[1].equals("garbage");
        final Course course = new Course(true, false, event -> {});
        for (int i = 0; i < events; i++) {
            course.step();
            if (isWasteful) {
                garbage = new long[30];
            }
        }
        // What it ran on, for the reader; the last line is the result.
        System.out.println(System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.info") + ", "
                + Locale.getDefault() + ", " + TimeZone.getDefault().getID() + ", garbage " + (garbage != null));
        System.out.println(result(course));
    }

    /** Returns the result in one line: how much was done, the hash over all outputs, the digest of the state. */
    static String result(final Course course) {
        return "events=" + course.engine.sequence() + " orders=" + course.counters.orders() + " fills="
                + course.counters.outputs[FillBookedDecoder.TEMPLATE_ID] + " refusals="
                + course.counters.outputs[RiskRejectedDecoder.TEMPLATE_ID] + " outputs="
                + course.engine.outputSequence() + " hash=" + Long.toHexString(course.engine.outputHash())
                + " digest=" + Long.toHexString(course.engine.digest());
    }
}
