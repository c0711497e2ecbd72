package dev.arbor.integrator.mssql;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Packets of the Tabular Data Stream (MS-TDS 2.2.3): a header of eight bytes before at most 4,088 others. */
final class TdsPackets {

    static final int BATCH = 0x01;
    static final int CALL = 0x03;
    static final int REPLY = 0x04;
    static final int ATTENTION = 0x06;
    static final int LOGIN = 0x10;
    static final int PRELOGIN = 0x12;

    private static final int HEADER = 8;
    private static final int LARGEST = 4096;
    private static final int END = 1;

    private TdsPackets() {}

    /** A whole message. */
    record Message(int type, byte[] content) {}

    /** Reads packets up to the last one of a message. */
    static Message read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int type = in.readUnsignedByte();
            int status = in.readUnsignedByte();
            int length = in.readUnsignedShort();
            in.readInt();
            content.write(in.readNBytes(length - HEADER));
            if ((status & END) != 0) {
                return new Message(type, content.toByteArray());
            }
        }
    }

    /** Writes a message in as many packets as it takes. */
    static void write(OutputStream out, int type, byte[] content) throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        int number = 1;
        int from = 0;
        do {
            int length = Math.min(LARGEST - HEADER, content.length - from);
            boolean last = from + length == content.length;
            int whole = length + HEADER;
            packets.write(new byte[] {
                (byte) type, (byte) (last ? END : 0), (byte) (whole >> 8), (byte) whole, 0, 0, (byte) number++, 0
            });
            packets.write(content, from, length);
            from += length;
        } while (from < content.length);
        out.write(packets.toByteArray());
        out.flush();
    }
}
