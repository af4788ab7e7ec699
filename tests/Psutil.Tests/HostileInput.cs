using CsCheck;

namespace Psutil.Tests;

/// <summary>
/// What no parser may stumble over: a sample cut at every byte, changed at random places, repeated with huge numbers, and plain noise.
/// </summary>
internal static class HostileInput
{
    public static void NeverThrows(string sample, Action<byte[]> parse) => NeverThrows(System.Text.Encoding.UTF8.GetBytes(sample), parse);

    public static void NeverThrows(byte[] sample, Action<byte[]> parse)
    {
        for (int length = 0; length <= sample.Length; length++)
        {
            parse(sample[..length]);
        }

        foreach (
            string number in (string[])
                ["99999999999999999999999", "18446744073709551615", "9223372036854775807", "-9223372036854775808", "", "\0", "1e999", "NaN"]
        )
        {
            parse(ReplaceNumbers(sample, System.Text.Encoding.UTF8.GetBytes(number)));
        }

        parse(new byte[4096]);
        Gen.Byte.Array[0, 600].Sample(bytes => parse(bytes), iter: 500);
        Gen.Select(Gen.Int[0, Math.Max(0, sample.Length - 1)], Gen.Byte)
            .Array[1, 8]
            .Sample(
                changes =>
                {
                    byte[] changed = [.. sample];
                    foreach ((int index, byte value) in changes)
                    {
                        changed[index] = value;
                    }

                    parse(changed);
                },
                iter: 2000
            );
    }

    private static byte[] ReplaceNumbers(byte[] sample, byte[] number)
    {
        List<byte> result = [];
        for (int index = 0; index < sample.Length; index++)
        {
            if (!char.IsAsciiDigit((char)sample[index]))
            {
                result.Add(sample[index]);
            }
            else if (index == 0 || !char.IsAsciiDigit((char)sample[index - 1]))
            {
                result.AddRange(number);
            }
        }

        return [.. result];
    }
}
