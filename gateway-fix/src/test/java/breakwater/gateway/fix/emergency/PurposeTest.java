package breakwater.gateway.fix.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Message;

class PurposeTest {
    @ParameterizedTest
    @CsvSource({
        "'40=2', ENTRY",
        "'40=1', ENTRY",
        "'40=2 77=O', ENTRY",
        "'40=4 99=90 77=O', ENTRY",
        "'40=2 66=list 77=O', ENTRY",
        "'40=3 99=90', STOP",
        "'40=4 99=90', STOP",
        "'40=4 99=90 77=C', STOP",
        "'40=J 99=90', STOP",
        "'40=2 77=C', REDUCES",
        "'40=2 18=E', REDUCES",
        "'40=2 18=6 E', REDUCES",
        "'40=2 66=list', REDUCES",
        "'40=2 583=pair', REDUCES",
        "'40=P', REDUCES",
        "'40=22', REDUCES",
        "'', REDUCES"
    })
    void whatTheVenueTellsOfAnOrderSaysWhatItIsFor(final String fields, final Purpose expected) {
        final Message report = new Message();
        for (final String field : fields.replace("6 E", "6_E").split(" ")) {
            if (!field.isEmpty()) {
                final String[] parts = field.split("=");
                report.setString(Integer.parseInt(parts[0]), parts[1].replace('_', ' '));
            }
        }

        assertEquals(expected, Purpose.of(report));
    }
}
