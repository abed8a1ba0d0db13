package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import java.util.List;

/// Search, count and get, the same for every kind of object.
final class QpsReads {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;

    private QpsReads() {}

    static <T> Answer search(QpsObject<T> object, QpsInput input, QpsAnswers answers) {
        int offset = input.preference("startFromOffset", 1, Integer.MAX_VALUE);
        int limit = input.preference("limitResults", DEFAULT_PAGE, MAX_PAGE);
        long fromId = input.preference("startFromId", 1, Integer.MAX_VALUE);
        List<T> found =
                object.search(input.criteria()).stream()
                        .filter(row -> object.id(row) >= fromId)
                        .toList();
        List<T> page = found.stream().skip(offset - 1L).limit(limit).toList();
        boolean more = found.size() > offset - 1L + page.size();
        return answers.rows(object.name(), page.stream().map(object::show).toList(), more);
    }

    static <T> Answer count(QpsObject<T> object, QpsInput input, QpsAnswers answers) {
        return answers.count(object.search(input.criteria()).size());
    }

    static <T> Outcome get(QpsObject<T> object, String id, QpsAnswers answers) {
        return Outcome.about(answers.one(object.name(), object.show(object.load(id))), id);
    }
}
