-- One row per proposer of reviewed targets: rules, a model, or both, with how many were accepted and how many corrected.
SELECT
    extractor,
    CASE
        WHEN contains(extractor, ';') THEN 'both'
        WHEN starts_with(extractor, 'llm:') THEN 'model'
        ELSE 'rules'
    END AS proposer,
    count(*) AS targets,
    count(*) FILTER (decided = 'corrected') AS corrected
FROM reviews
GROUP BY extractor
ORDER BY targets DESC, extractor
