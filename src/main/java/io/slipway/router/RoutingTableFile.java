package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Keeps the last table on disk, so that a router that starts while the server is away can serve. Written beside and renamed, so a
 * reader sees the old table or the new one; a checksum tells a torn file, which counts as none. Not thread-safe.
 */
public final class RoutingTableFile {

    private static final int MAGIC = 0x534C5254;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 2 * Integer.BYTES + Long.BYTES;
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final Path path;

    /** A file that need not exist yet; its folder must. */
    public RoutingTableFile(Path path) {
        this.path = path;
    }

    /** Replaces the table; it is on disk when this returns. Throws {@link IOException} and then leaves the old one. */
    public void save(RoutingTable table) throws IOException {
        byte[] body = encode(table);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + body.length);
        bytes.putInt(MAGIC).putInt(FORMAT).putLong(checksum(body)).put(body).flip();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The table saved last; empty if there is none or it is damaged. Throws {@link IOException} if the file cannot be read. */
    public Optional<RoutingTable> load() throws IOException {
        if (!Files.exists(path) || Files.size(path) > MAX_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        if (bytes.remaining() < HEADER_BYTES || bytes.getInt() != MAGIC || bytes.getInt() != FORMAT) {
            return Optional.empty();
        }
        long checksum = bytes.getLong();
        byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        return checksum == checksum(body) ? Optional.of(decode(body)) : Optional.empty();
    }

    private static long checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, body.length);
        return crc.getValue();
    }

    private static byte[] encode(RoutingTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(table.version());
            out.writeUTF(table.fallbackDomain());
            out.writeInt(table.routes().size());
            for (Route route : table.routes()) {
                write(out, route);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Route route) throws IOException {
        out.writeUTF(route.id());
        out.writeUTF(route.host());
        out.writeUTF(route.path());
        write(out, route.appId().value());
        out.writeUTF(route.appName());
        out.writeInt(route.endpoints().size());
        for (Endpoint endpoint : route.endpoints()) {
            write(out, endpoint.instanceId().value());
            write(out, endpoint.processId().value());
            out.writeInt(endpoint.index());
            out.writeInt(endpoint.release());
            out.writeUTF(endpoint.address());
            out.writeInt(endpoint.port());
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static RoutingTable decode(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        long version = in.readLong();
        String fallbackDomain = in.readUTF();
        int count = in.readInt();
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            routes.add(readRoute(in));
        }
        return new RoutingTable(version, routes, fallbackDomain);
    }

    private static Route readRoute(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String host = in.readUTF();
        String path = in.readUTF();
        AppId appId = new AppId(readId(in));
        String appName = in.readUTF();
        int count = in.readInt();
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            endpoints.add(readEndpoint(in));
        }
        return new Route(id, host, path, appId, appName, endpoints);
    }

    private static Endpoint readEndpoint(DataInputStream in) throws IOException {
        InstanceId instanceId = new InstanceId(readId(in));
        ProcessId processId = new ProcessId(readId(in));
        return new Endpoint(instanceId, processId, in.readInt(), in.readInt(), in.readUTF(), in.readInt());
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
