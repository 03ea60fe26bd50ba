package breakwater.gateway.fix.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final String BTC = "BTC-USD";

    private final Holdings holdings = new Holdings();

    @Test
    void theFirstAnswerConfirmsNothingAndOneThatAgreesWithTheFillsDoes() {
        told("2");
        assertFalse(holdings.isConfirmed(BTC));
        fill("e1", "-0.5");
        fill("e1", "-0.5");
        told("1.50");
        assertTrue(holdings.isConfirmed(BTC));
        told("1");
        assertFalse(holdings.isConfirmed(BTC));
        fill("e2", "-0.5");
        assertTrue(holdings.isConfirmed(BTC));
    }

    @Test
    void whatOnlyOneSideHoldsIsToldAndNotConfirmed() {
        told("0");
        fill("e1", "0.5");
        holdings.onTold(Map.of());
        assertEquals(Map.of(BTC, BigDecimal.ZERO), holdings.all());
        assertFalse(holdings.isConfirmed(BTC));
    }

    @Test
    void aBustTakesBackWhatIsKnownAndLeavesInDoubtWhatIsNot() {
        told("0");
        fill("e1", "0.5");
        holdings.bust(BTC, "e1");
        holdings.bust(BTC, "e1");
        told("0");
        assertTrue(holdings.isConfirmed(BTC));
        holdings.bust(BTC, "e9");
        assertFalse(holdings.isConfirmed(BTC));
    }

    @Test
    void doubtLastsUntilTheNextLogon() {
        told("1");
        told("1");
        holdings.doubt(null);
        told("1");
        assertFalse(holdings.isConfirmed(BTC));
        holdings.startOver();
        told("3");
        assertFalse(holdings.isConfirmed(BTC));
        told("3");
        assertTrue(holdings.isConfirmed(BTC));
    }

    private void told(final String quantity) {
        holdings.onTold(Map.of(BTC, new BigDecimal(quantity)));
    }

    private void fill(final String id, final String quantity) {
        holdings.fill(BTC, id, new BigDecimal(quantity));
    }
}
