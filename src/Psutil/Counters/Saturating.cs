namespace Psutil;

/// <summary>Arithmetic that is capped at the largest number instead of overflowing.</summary>
internal static class Saturating
{
    /// <summary>The sum of two amounts.</summary>
    public static long Add(long left, long right)
    {
        long sum = unchecked(left + right);

        // The sum overflowed if its sign differs from that of both numbers.
        return ((left ^ sum) & (right ^ sum)) >= 0 ? sum
            : left < 0 ? long.MinValue
            : long.MaxValue;
    }

    /// <summary>The sum of two times.</summary>
    public static TimeSpan Add(TimeSpan left, TimeSpan right) => new(Add(left.Ticks, right.Ticks));

    /// <summary>An amount in a smaller unit; not below zero.</summary>
    public static long Multiply(long amount, long factor) => (long)Int128.Clamp((Int128)amount * factor, 0, long.MaxValue);
}
