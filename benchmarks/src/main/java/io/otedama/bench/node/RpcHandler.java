package io.otedama.bench.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON-RPC over HTTP on one connection: one question at a time. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection
final class RpcHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MockNode.MAX_REQUEST_BYTES)
                            .build())
                    .build())
            .build();

    private final MockChain chain;
    private final RpcAnswers answers;
    private final FirstByteClock clock;
    private @Nullable Runnable longPoll;

    RpcHandler(MockChain chain, RpcAnswers answers, FirstByteClock clock) {
        this.chain = chain;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest http) {
        long firstByteNs = clock.endRequest();
        boolean keepAlive = HttpUtil.isKeepAlive(http);
        JsonNode request;
        try (InputStream body = new ByteBufInputStream(http.content())) {
            request = JSON.readTree(body);
        } catch (IOException e) {
            send(
                    ctx,
                    new RpcError(RpcError.PARSE_ERROR, "Parse error").answer("null"),
                    HttpResponseStatus.INTERNAL_SERVER_ERROR,
                    false);
            return;
        }
        String id =
                request.path("id").isMissingNode() ? "null" : request.path("id").toString();
        try {
            answer(ctx, request, id, firstByteNs, keepAlive);
        } catch (RpcError e) {
            HttpResponseStatus status = e.code() == RpcError.UNKNOWN_METHOD
                    ? HttpResponseStatus.NOT_FOUND
                    : HttpResponseStatus.INTERNAL_SERVER_ERROR;
            send(ctx, e.answer(id), status, keepAlive);
        }
    }

    private void answer(ChannelHandlerContext ctx, JsonNode request, String id, long firstByteNs, boolean keepAlive) {
        String method = request.path("method").asText("");
        JsonNode parameters = request.path("params");
        if (!method.equals("getblocktemplate") || RpcAnswers.isProposal(parameters)) {
            String result = answers.answer(method, parameters, firstByteNs);
            send(ctx, text("{\"result\":" + result + ",\"error\":null,\"id\":" + id + "}\n"), keepAlive);
            return;
        }
        JsonNode known = parameters.path(0).path("longpollid");
        if (!known.isTextual()) {
            sendTemplate(ctx, id, keepAlive);
            return;
        }
        Runnable news = () -> ctx.executor().execute(() -> sendTemplate(ctx, id, keepAlive));
        longPoll = news;
        chain.awaitNews(known.asText(), news);
    }

    private void sendTemplate(ChannelHandlerContext ctx, String id, boolean keepAlive) {
        longPoll = null;
        send(ctx, chain.template().answer(id, System.currentTimeMillis() / 1_000), keepAlive);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (longPoll != null) {
            chain.forget(longPoll);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("connection of {} failed", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }

    static ByteBuf text(String json) {
        return Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(ChannelHandlerContext ctx, ByteBuf body, boolean keepAlive) {
        send(ctx, body, HttpResponseStatus.OK, keepAlive);
    }

    private static void send(ChannelHandlerContext ctx, ByteBuf body, HttpResponseStatus status, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            ctx.writeAndFlush(response, ctx.voidPromise());
        } else {
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
