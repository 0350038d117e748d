package io.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.Command;
import io.slipway.console.LiveUpdates.Subscription;
import io.slipway.kernel.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveChannelTest {

    private final UI ui = mock(UI.class);
    private final ScheduledExecutorService pusher = mock(ScheduledExecutorService.class);
    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final AppId shop = AppId.create();
    private final LiveChannel channel = new LiveChannel(ui, pusher);

    @BeforeEach
    void runAccessAtOnceAndKeepWhatIsScheduled() {
        when(pusher.schedule(any(Runnable.class), anyLong(), any(TimeUnit.class)))
                .thenAnswer(call -> {
                    scheduled.add(call.getArgument(0));
                    waits.add(call.getArgument(1));
                    return null;
                });
        when(ui.access(any(Command.class))).thenAnswer(call -> {
            call.<Command>getArgument(0).execute();
            return null;
        });
    }

    @Test
    void gathersABurstIntoOnePush() {
        channel.add(new Subscription(shop::equals, () -> heard.add("shop")));

        for (var i = 0; i < 100; i++) {
            channel.changed(shop);
        }
        scheduled.getFirst().run();

        assertThat(scheduled).hasSize(1);
        assertThat(heard).containsExactly("shop");
    }

    @Test
    void waitsHalfASecondAfterAPush() {
        channel.add(new Subscription(shop::equals, () -> {}));
        channel.changed(shop);
        scheduled.getFirst().run();

        channel.changed(shop);

        assertThat(waits.getLast()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    void ignoresWhatNobodyShows() {
        channel.add(new Subscription(shop::equals, () -> heard.add("shop")));

        channel.changed(AppId.create());

        assertThat(scheduled).isEmpty();
    }

    @Test
    void tellsNobodyWhoHasLeftSince() {
        var subscription = new Subscription(shop::equals, () -> heard.add("shop"));
        channel.add(subscription);
        channel.changed(shop);

        var isEmpty = channel.remove(subscription);
        scheduled.getFirst().run();

        assertThat(isEmpty).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void keepsQuietWhileThePageIsHiddenAndTellsAllAtOnceAfterwards() {
        channel.add(new Subscription(shop::equals, () -> heard.add("shop")));

        channel.setHidden(true);
        channel.changed(shop);
        channel.changed(shop);
        assertThat(scheduled).isEmpty();

        channel.setHidden(false);
        scheduled.getFirst().run();

        assertThat(scheduled).hasSize(1);
        assertThat(heard).containsExactly("shop");
    }
}
