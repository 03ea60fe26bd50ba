package breakwater.core.position;

import breakwater.core.message.QuarantineReason;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/** The executions remembered, a window a venue. Thread: core. Allocates: a window at the first execution of a venue. */
final class Executions {
    private final ExecutionWindow[] windows;
    private final int capacity;

    Executions(final Capacity capacity) {
        windows = new ExecutionWindow[capacity.venues()];
        this.capacity = capacity.executionIds();
    }

    boolean isVenue(final int venueId) {
        return venueId >= 0 && venueId < windows.length;
    }

    ExecutionWindow window(final int venueId) {
        ExecutionWindow window = windows[venueId];
        if (window == null) {
            window = new ExecutionWindow(capacity);
            windows[venueId] = window;
        }
        return window;
    }

    QuarantineReason check(final int venueId, final long executionId, final long contentHash) {
        if (!isVenue(venueId)) {
            return QuarantineReason.CAPACITY;
        }
        final ExecutionWindow window = windows[venueId];
        final int entry = window == null ? ExecutionWindow.ABSENT : window.find(executionId);
        if (entry == ExecutionWindow.ABSENT) {
            return QuarantineReason.NONE;
        }
        return window.contentHash(entry) == contentHash
                ? QuarantineReason.DUPLICATE
                : QuarantineReason.EXECUTION_ID_REUSED;
    }

    void remember(final int venueId, final long executionId, final long contentHash) {
        if (isVenue(venueId)) {
            final ExecutionWindow window = window(venueId);
            window.contentHash(window.findOrAdd(executionId), contentHash);
        }
    }

    void writeTo(final SnapshotWriter writer) {
        for (final ExecutionWindow window : windows) {
            writer.putBoolean(window != null);
            if (window != null) {
                window.writeTo(writer);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int venueId = 0; venueId < windows.length; venueId++) {
            windows[venueId] = null;
            if (reader.getBoolean()) {
                window(venueId).readFrom(reader);
            }
        }
    }
}
