-- One row per light rule, ours first: what it measures, its cuts (decimals as text) and where it was published.
SELECT rule_id, name, place, year, measure, green_from::VARCHAR AS green_from, green_included,
    yellow_from::VARCHAR AS yellow_from, source, note
FROM light_rules
ORDER BY sort
