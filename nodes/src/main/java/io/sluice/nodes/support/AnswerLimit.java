package io.sluice.nodes.support;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/// Ends an answer that grows beyond a limit, counted after decompression. For clients whose answers
/// somebody else reads.
public final class AnswerLimit implements Interceptor {
    private final long bytes;

    public AnswerLimit(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        return response.newBuilder().body(new Limited(response.body(), response.code())).build();
    }

    private final class Limited extends ResponseBody {
        private final ResponseBody body;
        private final BufferedSource source;

        Limited(ResponseBody body, int status) {
            this.body = body;
            source =
                    Okio.buffer(
                            new ForwardingSource(body.source()) {
                                private long seen;

                                @Override
                                public long read(Buffer sink, long count) throws IOException {
                                    long read = super.read(sink, count);
                                    seen += Math.max(0, read);
                                    if (seen > bytes) {
                                        throw new AnswerTooLarge(status, bytes);
                                    }
                                    return read;
                                }
                            });
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
