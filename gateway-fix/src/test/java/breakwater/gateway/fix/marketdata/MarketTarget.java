package breakwater.gateway.fix.marketdata;

import breakwater.gateway.fix.Fuzzed;
import java.util.List;
import quickfix.DefaultMessageFactory;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/** What the fuzzer has a market say, to sessions that ask for the touch and for three levels, one message a line. */
public final class MarketTarget {
    private static final MessageFactory FACTORY = new DefaultMessageFactory();
    private static final int LINES_MAX = 8;

    private MarketTarget() {}

    public static void fuzzerTestOneInput(final byte[] data) {
        final String all = new String(data, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (final int depth : new int[] {1, 3}) {
            final Told told = Told.asked(depth);
            for (final String line : all.split("\n", LINES_MAX)) {
                final String named = line.replace("262=b", "262=" + told.request("BTC-USD"))
                        .replace("262=e", "262=" + told.request("EUR/USD"));
                final Message message =
                        Fuzzed.message(named.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), FACTORY);
                if (message != null && message.getHeader().isSetField(MsgType.FIELD)) {
                    told.session.fromApp(message, Told.ID);
                    told.heardSoundly();
                }
            }
        }
    }

    /** Returns messages to begin with. */
    public static List<String> seeds() {
        final String snapshot = "35=W|262=b|55=BTC-USD|268=2|269=0|270=99.90|271=1.5|269=1|270=100.10|271=2";
        return List.of(
                snapshot,
                "35=W|262=e|55=EUR/USD|268=2|269=0|270=1.37277|271=1000000|269=1|270=1.37291|271=500000",
                snapshot + "\n35=X|262=b|268=1|279=0|269=0|278=b2|55=BTC-USD|270=99.95|271=1",
                snapshot + "\n35=X|262=b|268=2|279=1|269=1|55=BTC-USD|270=100.05|271=7|279=2|269=0|270=99.90",
                snapshot + "\n35=X|262=b|268=1|279=0|269=2|55=BTC-USD|270=99.95|271=1|1003=7|273=11:17:17.223",
                "35=W|262=b|55=BTC-USD|268=4|269=0|290=1|270=99.90|271=1|269=0|290=2|270=99.80|271=2|269=0|290=3|270=99.70|271=3"
                        + "|269=1|290=1|270=100.10|271=1\n35=X|262=b|268=1|279=2|269=0|290=2|55=BTC-USD|270=99.80",
                "35=Y|262=b|281=6|58=what",
                "35=j|45=1|372=V|379=b|380=5|58=what");
    }
}
