package io.slipway.logs;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.util.List;

/**
 * The wire form of lines for browsers and API clients. Written by hand: it is the hot path of every open log page. All control
 * characters are escaped, so that a line of an app can neither end an event nor forge one.
 */
public final class LogJson {

    private static final String HEX = "0123456789abcdef";

    private LogJson() {}

    /** {@code {"lines":[…],"more":…,"lost":…}}. */
    public static String page(LogPage page) {
        var json = new StringBuilder(64 + page.lines().size() * 200).append("{\"lines\":");
        lines(json, page.lines());
        return json.append(",\"more\":")
                .append(page.more())
                .append(",\"lost\":")
                .append(page.lostLines())
                .append('}')
                .toString();
    }

    /** {@code {"from":…,"to":…,"buckets":[{"e":…,"w":…,"o":…}…]}}. */
    public static String histogram(LogHistogram histogram) {
        var json = new StringBuilder(64 + histogram.buckets().size() * 24);
        json.append("{\"from\":")
                .append(histogram.fromMillis())
                .append(",\"to\":")
                .append(histogram.toMillis());
        json.append(",\"buckets\":[");
        var comma = "";
        for (var bucket : histogram.buckets()) {
            json.append(comma)
                    .append("{\"e\":")
                    .append(bucket.errors())
                    .append(",\"w\":")
                    .append(bucket.warnings());
            json.append(",\"o\":").append(bucket.others()).append('}');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    /** RFC 9457, for endpoints that answer without a view. */
    public static String problem(int status, PlatformException problem) {
        var json = new StringBuilder("{\"type\":\"/problems/").append(problem.code());
        json.append("\",\"status\":").append(status).append(",\"detail\":\"");
        escape(json, problem.sentence());
        return json.append("\"}").toString();
    }

    /** An array of lines. */
    static void lines(StringBuilder json, List<LogLine> lines) {
        json.append('[');
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            line(json, lines.get(i));
        }
        json.append(']');
    }

    private static void line(StringBuilder json, LogLine line) {
        json.append("{\"c\":\"").append(line.cursor()).append("\",\"t\":").append(line.timeNanos() / 1_000_000);
        if (line.index() >= 0 && !line.process().equals(ProcessType.WEB)) {
            json.append(",\"p\":\"");
            escape(json, line.process());
            json.append('"');
        }
        json.append(",\"i\":").append(line.index()).append(",\"n\":\"");
        escape(json, line.instance());
        json.append("\",\"r\":").append(line.release()).append(",\"s\":\"").append(source(line.source()));
        json.append("\",\"l\":\"").append(level(line.level())).append("\",\"m\":\"");
        escape(json, line.text());
        json.append("\"}");
    }

    private static void escape(StringBuilder json, String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\' || c > 0x9F && c != '\u2028' && c != '\u2029') {
                continue;
            }
            json.append(text, done, i);
            done = i + 1;
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt((c >> 8) & 15));
                json.append(HEX.charAt((c >> 4) & 15)).append(HEX.charAt(c & 15));
            }
        }
        json.append(text, done, text.length());
    }

    static String source(Source source) {
        return switch (source) {
            case STDOUT -> "out";
            case STDERR -> "err";
            case ROUTER -> "rtr";
            case PLATFORM -> "plt";
        };
    }

    static String level(Level level) {
        return switch (level) {
            case ERROR -> "E";
            case WARN -> "W";
            case INFO -> "I";
            case DEBUG -> "D";
            case TRACE -> "T";
            case UNKNOWN -> "-";
        };
    }
}
