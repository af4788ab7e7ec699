using SharpFuzz;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>A copy of this program whose parsers count the edges that they take. Removed when disposed.</summary>
internal sealed class InstrumentedCopy : IDisposable
{
    public InstrumentedCopy()
    {
        Folder = Directory.CreateTempSubdirectory("psutil-fuzz-").FullName;
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            string target = Path.Join(Folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        InstrumentedTypes =
        [
            .. Fuzzer.Instrument(
                Path.Join(Folder, "Psutil.dll"),
                type => type.Contains(".Parsing.", StringComparison.Ordinal) || type.StartsWith("Psutil.OSText", StringComparison.Ordinal),
                Options.Value
            ),
            .. Fuzzer.Instrument(
                Path.Join(Folder, "Psutil.Recording.dll"),
                type => !type.Contains("Platforms", StringComparison.Ordinal),
                Options.Value
            ),
        ];
    }

    public string Folder { get; }

    public IReadOnlyList<string> InstrumentedTypes { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
