package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** The last thirty days of a tree, as the chart of the console draws them (engine spec 5.1, counts). */
final class TreeCountsJson {

    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("MMMM dd, uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("dd", Locale.ENGLISH);

    private TreeCountsJson() {}

    static ObjectNode write(Trees.Activity activity) {
        List<Trees.DayCount> days = activity.days();
        ObjectNode json = Json.object()
                .put("startDay", LONG_DAY.format(days.get(0).day()))
                .put("endDay", LONG_DAY.format(days.get(days.size() - 1).day()));
        json.set(
                "days",
                Json.texts(days.stream().map(day -> SHORT_DAY.format(day.day())).toList()));
        json.put("activeErrorCount", activity.activeErrors());
        json.set("errorSeries", Json.array(List.of("Errors"), name -> series(name, days, Trees.DayCount::errors)));
        json.set("runsSeries", Json.array(List.of("Runs"), name -> series(name, days, Trees.DayCount::runs)));
        return json;
    }

    private static ObjectNode series(String name, List<Trees.DayCount> days, ToIntFunction<Trees.DayCount> count) {
        ObjectNode series = Json.object().put("name", name);
        series.set("data", Json.array(days, day -> Json.object()
                .put(
                        "startTime",
                        day.day().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                .put("y", count.applyAsInt(day))));
        return series;
    }
}
