package io.slipway.agent;

import io.slipway.protocol.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/** Asks an instance once whether it is well. Blocks for the probe's time limit at most. */
interface HealthProbe {

    int DEFAULT_TIMEOUT_MILLIS = 1_000;

    /** Whether the probe holds now; whoever asks knows that the process runs. */
    boolean holds(Probe probe, String address, int port);

    /** The probe over the network. */
    static HealthProbe overNetwork() {
        return (probe, address, port) -> switch (probe.getType()) {
            case PROCESS, UNRECOGNIZED -> true;
            case PORT -> accepts(address, port, timeout(probe));
            case HTTP -> answers(probe.getPath(), address, port, timeout(probe));
        };
    }

    private static int timeout(Probe probe) {
        return probe.getTimeoutMillis() > 0 ? probe.getTimeoutMillis() : DEFAULT_TIMEOUT_MILLIS;
    }

    private static boolean accepts(String address, int port, int timeoutMillis) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), timeoutMillis);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean answers(String path, String address, int port, int timeoutMillis) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) url(path, address, port).openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "slipway-health-check");
            connection.setRequestProperty("Connection", "close");
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | URISyntaxException unwell) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static URL url(String path, String address, int port) throws IOException, URISyntaxException {
        var slashed = path.startsWith("/") ? path : "/" + path;
        int query = slashed.indexOf('?');
        return query < 0
                ? new URI("http", null, address, port, slashed, null, null).toURL()
                : new URI("http", null, address, port, slashed.substring(0, query), slashed.substring(query + 1), null)
                        .toURL();
    }
}
