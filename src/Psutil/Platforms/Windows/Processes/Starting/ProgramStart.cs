using System.Diagnostics;
using System.Text;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>What <c>CreateProcessW</c> needs to start a program.</summary>
internal sealed class ProgramStart
{
    // ShowWindow.
    private const ushort HideWindow = 0;
    private const ushort ShowMinimized = 2;
    private const ushort ShowMaximized = 3;

    private readonly string _commandLine;
    private readonly string _environment;
    private readonly string? _folder;
    private readonly uint _flags;
    private readonly StartupInfo _startup;

    public ProgramStart(ProcessStartInfo startInfo, StartOptions options)
    {
        Refuse(startInfo);
        _commandLine =
            startInfo.ArgumentList.Count > 0
                ? CommandLineWriter.Write(startInfo.FileName, startInfo.ArgumentList)
                : CommandLineWriter.Write(startInfo.FileName, startInfo.Arguments);
        _environment = ToBlock(startInfo.Environment);
        _folder = startInfo.WorkingDirectory.Length == 0 ? null : startInfo.WorkingDirectory;
        if ((_commandLine + _folder).Contains('\0') || startInfo.Environment.Any(static pair => (pair.Key + pair.Value).Contains('\0')))
        {
            throw new ArgumentException(
                "The program, its arguments, environment and working directory cannot have null characters.",
                nameof(startInfo)
            );
        }

#pragma warning disable CA1416 // This class is used on Windows alone; that it can be tested elsewhere, it has no attribute.
        LeadsProcessGroup = options.NewProcessGroup || startInfo.CreateNewProcessGroup;
#pragma warning restore CA1416
        _flags =
            Kernel32.CreateSuspended
            | Kernel32.CreateUnicodeEnvironment
            | Kernel32.CreateWithStartupInfoEx
            | (startInfo.CreateNoWindow ? Kernel32.CreateNoWindow : 0)
            | (LeadsProcessGroup ? Kernel32.CreateNewProcessGroup : 0);
        ushort? window = startInfo.WindowStyle switch
        {
            ProcessWindowStyle.Hidden => HideWindow,
            ProcessWindowStyle.Minimized => ShowMinimized,
            ProcessWindowStyle.Maximized => ShowMaximized,
            _ => null,
        };
        _startup = new StartupInfo { ShowWindow = window ?? 0, Flags = window is null ? 0 : StartupInfo.UsesShowWindow };
    }

    public bool LeadsProcessGroup { get; }

    /// <summary>Starts the program, suspended. Returns the error.</summary>
    /// <param name="job">The job that it belongs to; null for none.</param>
    /// <param name="streams">Its standard streams.</param>
    /// <param name="created">The process and its first thread.</param>
    public int Create(WindowsJob? job, ProgramStreams streams, out ProcessInformation created)
    {
        ProcessInformation information = default;
        int error = streams.WithHandles(handles =>
        {
            StartupInfoEx startup = new() { Startup = _startup };
            if (handles is [var input, var output, var errors])
            {
                startup.Startup.Flags |= StartupInfo.UsesStandardHandles;
                (startup.Startup.StandardInput, startup.Startup.StandardOutput) = (input, output);
                startup.Startup.StandardError = errors;
            }

            // The call may write into the command line.
            char[] line = [.. _commandLine, '\0'];
            nint[] inherited = [.. handles.Where(static handle => handle != 0)];
            return Kernel32.CreateProcess(line, _environment, _folder, _flags, startup, job?.Handle, inherited, out information);
        });
        created = information;
        return error;
    }

    /// <summary>
    /// Texts of the form <c>name=value</c>, each with a null character behind it, in the order of their names, and one more.
    /// </summary>
    internal static string ToBlock(IDictionary<string, string?> variables)
    {
        StringBuilder block = new();
        foreach ((string name, string? value) in variables.OrderBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (value is not null)
            {
                block.Append(name).Append('=').Append(value).Append('\0');
            }
        }

        return block.Length == 0 ? "\0\0" : block.Append('\0').ToString();
    }

    private static void Refuse(ProcessStartInfo startInfo)
    {
        if (startInfo.FileName.Length == 0)
        {
            throw new ArgumentException("The program has no name.", nameof(startInfo));
        }

        if (startInfo.UseShellExecute || startInfo.UserName.Length > 0)
        {
            throw new PsutilNotSupportedException(
                "With these start options, neither a user name nor the shell's way of opening files is supported."
            );
        }
    }
}
