package io.sluice.nodes.support;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends with an error when more comes than anybody should have to say.
final class BoundedInput extends FilterInputStream {
    private final long most;
    private long seen;

    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        seen += read;
        if (seen > most) {
            throw new IOException("more than " + most + " bytes");
        }
    }
}
