package breakwater.tools.run;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.reference.Instruments;
import breakwater.journal.JournalTailer;

/** Tells in words what the gate refused last, from the output journal. */
final class Refusals {
    private Refusals() {}

    static String describeLast(final Session session) {
        final RiskRejectedDecoder rejected = new RiskRejectedDecoder();
        String last = "no refusal in the journal";
        try (JournalTailer outputs = JournalTailer.ofRuns(session.folder(), true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() == RiskRejectedDecoder.TEMPLATE_ID) {
                    rejected.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    last = describe(
                            rejected, frame.causeSequence(), session.engine().instruments());
                }
            }
        }
        return last;
    }

    private static String describe(
            final RiskRejectedDecoder rejected, final long causeSequence, final Instruments instruments) {
        final int instrumentId = rejected.instrumentId();
        final Control control = Control.of(rejected.control());
        return "refused: " + rejected.side() + " "
                + Decimals.format(rejected.quantity(), instruments.quantityExponent(instrumentId)) + " "
                + instruments.symbol(instrumentId) + " @ "
                + Decimals.format(rejected.price(), instruments.priceExponent(instrumentId)) + "  "
                + (control == null ? "control " + rejected.control() : control.id() + " " + control)
                + "  observed " + rejected.observed() + " > limit " + rejected.bound() + "  (input " + causeSequence
                + ", limits version " + rejected.limitsVersion() + ")";
    }
}
