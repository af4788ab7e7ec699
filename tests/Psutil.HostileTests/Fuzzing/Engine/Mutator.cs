using System.Buffers.Binary;
using System.Text;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>Changes an input at random: what kernels' texts and structures break at.</summary>
internal sealed class Mutator(Random random)
{
    public const int LongestInput = 16 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "99999999999999999999999",
            "4294967296",
            "2147483648",
            "1e999",
            "NaN",
            "0x",
            "ffffffffffffffff",
            "00000000",
            "max",
            "unlimited",
            "some ",
            "full ",
            " kB",
            " - ",
            " (deleted)",
            ") ",
            "(",
            ":",
            "=",
            "/",
            "\\040",
            "\\134",
            "\n\n",
            "\n",
            " ",
            "\t",
            "\0",
            "\0\0",
            "\xff\xfe",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    private static readonly long[] Numbers =
    [
        0,
        1,
        2,
        4,
        8,
        16,
        64,
        127,
        128,
        255,
        256,
        1024,
        4096,
        32767,
        32768,
        65535,
        65536,
        0x10000,
        0x10010,
        0x7fffffff,
        0x80000000,
        0xffffffff,
        long.MaxValue,
        long.MinValue,
        -1,
        -2,
        -8,
    ];

    /// <summary>A changed input, made of one and a part of another.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        List<byte> bytes = [.. input];
        for (int change = 1 << random.Next(0, 5); change > 0; change--)
        {
            Change(bytes, other);
        }

        return bytes.Count > LongestInput ? [.. bytes.Take(LongestInput)] : [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int length = random.Next(Math.Min(bytes.Count - at, 1 << random.Next(0, 10)) + 1);
        switch (random.Next(12))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < bytes.Count:
                bytes[at] += (byte)random.Next(-16, 17);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 6:
                ReplaceField(bytes, at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 7 or 8:
                WriteNumber(bytes, at);
                break;
            case 9:
                int start = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.AsSpan(start, random.Next(Math.Min(other.Length - start, 256) + 1)));
                break;
            case 10:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), 1 << random.Next(0, 9)));
                break;
        }
    }

    /// <summary>Overwrites one, two, four or eight bytes, at a place where a structure could have its field.</summary>
    private void WriteNumber(List<byte> bytes, int at)
    {
        int size = 1 << random.Next(4);
        at -= at % size;
        while (bytes.Count < at + size)
        {
            bytes.Add(0);
        }

        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
        for (int index = 0; index < size; index++)
        {
            bytes[at + index] = number[index];
        }
    }

    /// <summary>Puts a token in the place of the run of letters and digits around a byte.</summary>
    private static void ReplaceField(List<byte> bytes, int at, byte[] token)
    {
        int start = at;
        int end = at;
        while (start > 0 && char.IsAsciiLetterOrDigit((char)bytes[start - 1]))
        {
            start--;
        }

        while (end < bytes.Count && char.IsAsciiLetterOrDigit((char)bytes[end]))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, token);
    }
}
