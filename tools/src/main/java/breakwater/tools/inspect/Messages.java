package breakwater.tools.inspect;

import breakwater.core.message.*;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Any record in words: the generated decoders by template id. Thread: one; cold. */
final class Messages {
    private final Map<Integer, MessageDecoderFlyweight> decoders = new TreeMap<>();

    Messages() {
        final MessageDecoderFlyweight[] all = {
            new TradeDecoder(),
            new QuoteDecoder(),
            new DepthDecoder(),
            new BarDecoder(),
            new FeedStatusDecoder(),
            new ExecutionReportDecoder(),
            new CancelRejectDecoder(),
            new UnknownOrderDecoder(),
            new SendOutcomeDecoder(),
            new BalanceDecoder(),
            new VenuePositionDecoder(),
            new TimeAdvancedDecoder(),
            new RunStartedDecoder(),
            new JournalHeaderDecoder(),
            new StrategyParameterDecoder(),
            new AdmitStrategyDecoder(),
            new StopStrategyDecoder(),
            new SetLimitDecoder(),
            new KillDecoder(),
            new ResumeDecoder(),
            new TargetWeightDecoder(),
            new CloseBasketDecoder(),
            new PermitInstrumentDecoder(),
            new ManualOrderDecoder(),
            new ReconcileDecoder(),
            new AdoptBreakDecoder(),
            new DropCopyFillDecoder(),
            new DropCopyDefinitionDecoder(),
            new ApprovalDecoder(),
            new PauseDecoder(),
            new CancelOrdersDecoder(),
            new StopRunDecoder(),
            new EngineDefinitionDecoder(),
            new VenueDefinitionDecoder(),
            new AccountDefinitionDecoder(),
            new InstrumentDefinitionDecoder(),
            new SourceDefinitionDecoder(),
            new SignalDecoder(),
            new RiskApprovedDecoder(),
            new RiskRejectedDecoder(),
            new OrderNewDecoder(),
            new OrderCancelDecoder(),
            new OrderReplaceDecoder(),
            new OrderQueryDecoder(),
            new OrderMassCancelDecoder(),
            new OrderChangedDecoder(),
            new FillBookedDecoder(),
            new PositionChangedDecoder(),
            new ProfitAndLossDecoder(),
            new RiskEventDecoder(),
            new QuarantinedDecoder(),
            new StateDigestDecoder(),
            new BarClosedDecoder(),
            new BreakChangedDecoder(),
            new BookAdjustedDecoder()
        };
        for (final MessageDecoderFlyweight decoder : all) {
            decoders.put(decoder.sbeTemplateId(), decoder);
        }
    }

    /** Returns the names of all templates, for did-you-mean. */
    Iterable<String> names() {
        return decoders.values().stream().map(Messages::nameOf).toList();
    }

    private static String nameOf(final MessageDecoderFlyweight decoder) {
        final String name = decoder.getClass().getSimpleName();
        return name.substring(0, name.length() - "Decoder".length());
    }

    /** Returns the name of a template, or its number where this build knows none. */
    String name(final int templateId) {
        final MessageDecoderFlyweight decoder = decoders.get(templateId);
        return decoder == null ? "template " + templateId : nameOf(decoder);
    }

    /** Returns the frame's fields in the order of the schema, as text. */
    Map<String, String> fields(final Frame frame) {
        final Map<String, String> fields = new LinkedHashMap<>();
        final MessageDecoderFlyweight decoder = decoders.get(frame.templateId());
        if (decoder == null) {
            fields.put("blockLength", String.valueOf(frame.blockLength()));
            return fields;
        }
        decoder.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        final String text = decoder.toString();
        split(text.substring(text.indexOf("):") + 2), fields);
        return fields;
    }

    /** Splits a=1|b=2|c=[(d=3|e=4)]; a piece without a name belongs to the text before it. */
    private static void split(final String text, final Map<String, String> fields) {
        int depth = 0;
        int from = 0;
        String last = null;
        for (int i = 0; i <= text.length(); i++) {
            final char c = i == text.length() ? '|' : text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c != '|' || depth > 0 && i < text.length()) {
                continue;
            }
            final String piece = text.substring(from, i);
            from = i + 1;
            final int equals = piece.indexOf('=');
            if (equals > 0 && piece.substring(0, equals).chars().allMatch(Character::isLetterOrDigit)) {
                last = piece.substring(0, equals);
                fields.put(last, piece.substring(equals + 1));
            } else if (last != null) {
                fields.merge(last, piece, (a, b) -> a + "|" + b);
            }
        }
    }
}
