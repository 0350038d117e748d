package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.util.List;

/** Hears of stored lines in the order of their cursors; must return at once. */
@FunctionalInterface
interface LineListener {

    void appended(AppId appId, List<LogLine> lines);
}
