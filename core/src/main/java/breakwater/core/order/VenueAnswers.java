package breakwater.core.order;

import breakwater.core.message.Frame;

/**
 * Hears how venues treat what is sent to them: told by the order stage, which alone knows what answers what. Times are the
 * engine's, ns. {@code strategyId} may be {@link Frame#NO_ID}. Thread: core. Allocates: never.
 */
public interface VenueAnswers {
    /** Hears nothing. */
    VenueAnswers NONE = new VenueAnswers() {
        @Override
        public void onSent(final int venueId, final boolean isFailure, final long nowNs) {}

        @Override
        public void onAnswer(
                final int venueId,
                final int strategyId,
                final boolean isCancel,
                final boolean isRefusal,
                final long waitedNs,
                final long nowNs) {}

        @Override
        public void onSilence(final int venueId, final boolean isFirst, final long waitedNs, final long nowNs) {}
    };

    /** An order, a cancel or a replace went to the wire; {@code isFailure}: the session was down or the write broke. */
    void onSent(int venueId, boolean isFailure, long nowNs);

    /**
     * The venue answered an order or a replace, or with {@code isCancel} a cancel. What comes too late, or is about an order
     * that it does not know, is an answer, no refusal.
     */
    void onAnswer(int venueId, int strategyId, boolean isCancel, boolean isRefusal, long waitedNs, long nowNs);

    /** The venue has not answered in time; {@code isFirst}: for the first time since the message went out. */
    void onSilence(int venueId, boolean isFirst, long waitedNs, long nowNs);
}
