package breakwater.latency;

import breakwater.core.pipeline.RecordAppender;
import org.agrona.DirectBuffer;

/** A journal that keeps nothing: what a pipeline costs without one. */
public final class NoJournal implements RecordAppender {
    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {}

    @Override
    public void endBatch() {}

    @Override
    public void close() {}
}
