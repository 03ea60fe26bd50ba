package breakwater.tools.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stands between two ends of a connection, passes on what either says, and keeps every byte of it. */
final class WireTap implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ByteArrayOutputStream> said = new ArrayList<>();

    /** @param target the port of this machine to which connections go on */
    WireTap(final int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start("wire-tap", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns what was said: two texts a connection, the client's and the server's. */
    synchronized List<String> said() {
        return said.stream()
                .map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                final Socket client = listener.accept();
                final Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                final ByteArrayOutputStream clients = new ByteArrayOutputStream();
                final ByteArrayOutputStream servers = new ByteArrayOutputStream();
                synchronized (this) {
                    sockets.add(client);
                    sockets.add(server);
                    said.add(clients);
                    said.add(servers);
                }
                start("wire-tap-client", () -> pass(client, server, clients));
                start("wire-tap-server", () -> pass(server, client, servers));
            }
        } catch (final IOException closed) {
            return;
        }
    }

    private void pass(final Socket from, final Socket to, final ByteArrayOutputStream kept) {
        final byte[] bytes = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                synchronized (this) {
                    kept.write(bytes, 0, count);
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (final IOException closed) {
            return;
        }
    }

    private static void start(final String name, final Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (final Socket socket : sockets) {
            socket.close();
        }
    }
}
