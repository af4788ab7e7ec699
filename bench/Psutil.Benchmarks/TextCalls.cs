using BenchmarkDotNet.Attributes;

namespace Psutil.Benchmarks;

/// <summary>Text between the operating system's bytes and strings.</summary>
[MemoryDiagnoser]
public class TextCalls
{
    private readonly byte[] _bytes = "/usr/lib/x86_64-linux-gnu/libc.so.6"u8.ToArray();
    private readonly byte[] _broken = [.. "/home/caf"u8, 0xE9, .. "/latin-1"u8];

    [Benchmark]
    public string FromBytes() => OSText.GetString(_bytes);

    [Benchmark]
    public string FromBytesThatAreNotUtf8() => OSText.GetString(_broken);

    [Benchmark]
    public string EscapeCleanText() => OSText.Escape("/usr/lib/x86_64-linux-gnu/libc.so.6");

    [Benchmark]
    public string ByteSizeText() => ByteSize.ToString(1_234_567_890);
}
