package breakwater.tools.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The venue's own word on an account, heard by nobody's session but the test's: what rests, what has ended and when this was
 * heard, what is held. It shares no code with the watchdog's session: bytes over a socket.
 */
final class VenueEar implements AutoCloseable {
    private static final char SOH = '\u0001';
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final Socket socket;
    private final Map<String, Map<Integer, String>> working = new LinkedHashMap<>();
    private final Set<String> listed = new TreeSet<>();
    private String list;
    private boolean isListed;
    private BigDecimal held = BigDecimal.ZERO;
    private long entryCanceledNs;
    private int entriesCanceled;
    private int fills;
    private int refusedAsDuplicates;
    private int sequence;

    VenueEar(final int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        say("A", "98=0", "108=3600");
        final Thread reader = new Thread(this::read, "venue-ear");
        reader.setDaemon(true);
        reader.start();
        rest();
    }

    /** Asks what rests of the account. Returns the venue's answer: OrderID and what it is for. */
    synchronized Set<String> rest() throws IOException {
        isListed = false;
        listed.clear();
        list = "ear-" + (sequence + 1);
        say("AF", "584=" + list, "585=7", "1=main");
        final long untilNs = System.nanoTime() + PATIENCE_NS;
        while (!isListed) {
            if (System.nanoTime() > untilNs) {
                throw new AssertionError("the venue does not answer");
            }
            park();
        }
        return new TreeSet<>(listed);
    }

    /** Returns the OrderIDs of what rests to raise exposure ({@code O}) or to close ({@code C}), as heard by now. */
    synchronized Set<String> resting(final String effect) {
        final Set<String> resting = new TreeSet<>();
        working.forEach((id, fields) -> {
            if (effect.equals(fields.get(77))) {
                resting.add(id);
            }
        });
        return resting;
    }

    /** Returns the net quantity of the fills heard. */
    synchronized BigDecimal held() {
        return held;
    }

    /** Returns when the last cancel of an entry was heard, UTC ns. */
    synchronized long entryCanceledNs() {
        return entryCanceledNs;
    }

    /** Returns how many cancels of entries were heard that the watchdog's session had asked for. */
    synchronized int entriesCanceled() {
        return entriesCanceled;
    }

    /** Returns the order ids that the client gave to what rests, as heard by now; each without what a replace adds. */
    synchronized Set<Long> orders() {
        final Set<Long> orders = new TreeSet<>();
        working.values()
                .forEach(fields -> orders.add(Long.parseLong(fields.get(11).split("-", 2)[0])));
        return orders;
    }

    /** Returns how many fills were heard. */
    synchronized int fills() {
        return fills;
    }

    /** Returns how many orders the venue refused because they had come before. */
    synchronized int refusedAsDuplicates() {
        return refusedAsDuplicates;
    }

    private synchronized void park() {
        try {
            wait(10);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            while (true) {
                final Map<Integer, String> message = next(in);
                if (message == null) {
                    return;
                }
                final Instant now = Instant.now();
                on(message, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
            }
        } catch (final IOException closed) {
            // The trial is over.
            return;
        }
    }

    private synchronized void on(final Map<Integer, String> message, final long nowNs) {
        if ("8".equals(message.get(35))) {
            onReport(message, nowNs);
        }
        notifyAll();
    }

    private void onReport(final Map<Integer, String> report, final long nowNs) {
        final String id = report.get(37);
        final boolean isOrder = !"NONE".equals(id);
        if (isOrder && "2348C".contains(report.get(39))) {
            working.remove(id);
            if ("4".equals(report.get(150)) && "O".equals(report.get(77))) {
                entryCanceledNs = nowNs;
                entriesCanceled += report.get(11).startsWith("W") ? 1 : 0;
            }
        } else if (isOrder) {
            working.put(id, report);
        }
        if ("8".equals(report.get(150)) && "6".equals(report.get(103))) {
            refusedAsDuplicates++;
        }
        if ("F".equals(report.get(150))) {
            fills++;
            final BigDecimal quantity = new BigDecimal(report.get(32));
            held = "1".equals(report.get(54)) ? held.add(quantity) : held.subtract(quantity);
        }
        if (list != null && list.equals(report.get(584))) {
            if (isOrder) {
                listed.add(id + " " + report.get(77));
            }
            isListed = !isOrder && report.get(912) == null || "Y".equals(report.get(912));
        }
    }

    private static Map<Integer, String> next(final InputStream in) throws IOException {
        final Map<Integer, String> fields = new HashMap<>();
        final ByteArrayOutputStream field = new ByteArrayOutputStream();
        while (true) {
            final int c = in.read();
            if (c < 0) {
                return null;
            }
            if (c != SOH) {
                field.write(c);
                continue;
            }
            final String text = field.toString(StandardCharsets.US_ASCII);
            field.reset();
            final int equals = text.indexOf('=');
            final int tag = Integer.parseInt(text.substring(0, equals));
            fields.put(tag, text.substring(equals + 1));
            if (tag == 10) {
                return fields;
            }
        }
    }

    private synchronized void say(final String type, final String... fields) throws IOException {
        final StringBuilder body = new StringBuilder();
        body.append("35=")
                .append(type)
                .append(SOH)
                .append("34=")
                .append(++sequence)
                .append(SOH);
        body.append("49=EAR").append(SOH).append("56=PAPER").append(SOH).append("52=");
        body.append(Instant.now().toString().replace("-", "").replace('T', '-'), 0, 17)
                .append(SOH);
        for (final String field : fields) {
            body.append(field).append(SOH);
        }
        final String text = "8=FIX.4.4" + SOH + "9=" + body.length() + SOH + body;
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i);
        }
        socket.getOutputStream()
                .write((text + "10=" + String.format("%03d", sum % 256) + SOH).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
