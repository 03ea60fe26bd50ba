package breakwater.core.pipeline;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A page that tells of every access before it happens, so that another process can be played between any two. Without its
 * fence a store stays in the store buffer of its core until the next one, and nobody else sees it.
 */
final class TouchedBuffer extends UnsafeBuffer {
    private static final int NONE = -1;

    private final Runnable onTouch;
    private boolean isFenced = true;
    private int held = NONE;
    private long heldValue;

    TouchedBuffer(final int length, final Runnable onTouch) {
        super(BufferUtil.allocateDirectAligned(length, 64));
        this.onTouch = onTouch;
    }

    void dropFences() {
        isFenced = false;
    }

    /** Lets everybody see what the store buffer held. */
    void drain() {
        if (held != NONE) {
            super.putLongVolatile(held, heldValue);
            held = NONE;
        }
    }

    @Override
    public long getLongVolatile(final int index) {
        touch();
        return super.getLongVolatile(index);
    }

    @Override
    public void putLongVolatile(final int index, final long value) {
        touch();
        if (isFenced) {
            super.putLongVolatile(index, value);
        } else {
            held = index;
            heldValue = value;
        }
    }

    @Override
    public void putLongOrdered(final int index, final long value) {
        touch();
        drain();
        super.putLongOrdered(index, value);
    }

    private void touch() {
        if (onTouch != null) {
            onTouch.run();
        }
    }
}
