"""What is known of running text in many languages: words, names, numbers, marks. Knows no pages and no rules."""
