"""What results of experiments say: rates, paired tests, intervals, power and verdicts, as pure functions over arrays.

`outcomes` holds the results of one condition, `compare` and `compare_many` set conditions against each other, `verdict`
is what they answer, in numbers and in words.
"""
