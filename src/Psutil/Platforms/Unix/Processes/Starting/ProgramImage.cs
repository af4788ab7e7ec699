using System.Diagnostics;

namespace Psutil.Platforms.Unix;

/// <summary>What <c>posix_spawn</c> takes of a program.</summary>
internal sealed class ProgramImage : IDisposable
{
    public ProgramImage(ProcessStartInfo startInfo, Func<string, bool> mayRun, int[] streams)
    {
        Path = [.. OSText.GetBytes(ProgramPath.Find(startInfo.FileName, mayRun)), 0];
        Arguments = new NativeStrings([startInfo.FileName, .. startInfo.ArgumentList]);
        Environment = new NativeStrings(
            startInfo.Environment.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}")
        );
        Directory = startInfo.WorkingDirectory.Length == 0 ? [] : [.. OSText.GetBytes(startInfo.WorkingDirectory), 0];
        Streams = streams;
    }

    /// <summary>The program, ending with a zero.</summary>
    public byte[] Path { get; }

    /// <summary>Its arguments, the program included.</summary>
    public NativeStrings Arguments { get; }

    /// <summary>Its environment.</summary>
    public NativeStrings Environment { get; }

    /// <summary>Its working directory, ending with a zero; empty for the caller's.</summary>
    public byte[] Directory { get; }

    /// <summary>The descriptors of its standard streams; -1 for the caller's.</summary>
    public int[] Streams { get; }

    public void Dispose()
    {
        Arguments.Dispose();
        Environment.Dispose();
    }
}
