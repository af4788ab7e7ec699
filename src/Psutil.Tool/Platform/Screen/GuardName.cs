namespace Psutil.Tool.Platform;

/// <summary>
/// The name under which the guard goes, so that <c>pkill -9 psutil</c> and <c>pkill -9 -f 'psutil top'</c> end what draws the screen and
/// not, at the same time, what gives the terminal back.
/// </summary>
internal static unsafe class GuardName
{
    // The places of arg_start and arg_end in /proc/self/stat, counted from the state behind the name.
    private const int ArgumentStart = 45;
    private const int ArgumentEnd = 46;

    private static ReadOnlySpan<byte> Name => "terminal-guard\0"u8;

    /// <summary>
    /// Takes the name: what <c>comm</c> and <c>cmdline</c> in <c>/proc</c> show. Must run on the first thread, which has the process's
    /// name.
    /// </summary>
    public static void Take()
    {
        fixed (byte* name = Name)
        {
            _ = Libc.ControlProcess(Libc.SetThreadName, name);
        }

        try
        {
            string stat = File.ReadAllText("/proc/self/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            nuint start = nuint.Parse(fields[ArgumentStart], CultureInfo.InvariantCulture);
            nuint end = nuint.Parse(fields[ArgumentEnd], CultureInfo.InvariantCulture);
            if (end > start)
            {
                // The command line is read from the very memory that the kernel filled when the program started.
                Span<byte> arguments = new((void*)start, (int)(end - start));
                arguments.Clear();
                Name[..Math.Min(Name.Length, arguments.Length - 1)].CopyTo(arguments);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without its own name the guard guards as well.
        }
    }
}
