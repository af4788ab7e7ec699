namespace Psutil.Tool.Text;

/// <summary>The short options with which known programs take secrets.</summary>
/// <param name="Entries">Those of the program.</param>
internal readonly record struct SecretOptions(IReadOnlyList<SecretOptions.Entry> Entries)
{
    // The first word of the program's name, the option, how its value is hidden, and whether the value may be in the same argument.
    private static readonly (string Program, Entry Entry)[] Known =
    [
        ("mysql", new("-p", SecretKind.Whole, IsSeparate: false)),
        ("mariadb", new("-p", SecretKind.Whole, IsSeparate: false)),
        ("sshpass", new("-p", SecretKind.Whole)),
        ("docker login", new("-p", SecretKind.Whole)),
        ("podman login", new("-p", SecretKind.Whole)),
        ("curl", new("-u", SecretKind.AfterUser)),
        ("curl", new("-U", SecretKind.AfterUser)),
        ("curl", new("--user", SecretKind.AfterUser)),
        ("curl", new("--proxy-user", SecretKind.AfterUser)),
        ("redis-cli", new("-a", SecretKind.Whole)),
        ("ldap", new("-w", SecretKind.Whole)),
        ("smbclient", new("-U", SecretKind.AfterUser)),
        ("rpcclient", new("-U", SecretKind.AfterUser)),
        ("mongo", new("-p", SecretKind.Whole)),
        ("openssl", new("-k", SecretKind.Key)),
        ("openssl", new("-K", SecretKind.Whole)),
        ("zip", new("-P", SecretKind.Whole)),
        ("unzip", new("-P", SecretKind.Whole)),
        ("7z", new("-p", SecretKind.Whole, IsSeparate: false)),
        ("rar", new("-hp", SecretKind.Whole, IsSeparate: false)),
        ("rar", new("-p", SecretKind.Whole, IsSeparate: false)),
        ("xfreerdp", new("/p:", SecretKind.Whole, IsSeparate: false)),
        ("rdesktop", new("-p", SecretKind.Whole)),
        ("ipmitool", new("-P", SecretKind.Whole)),
        ("mosquitto_", new("-P", SecretKind.Whole)),
        ("sqlcmd", new("-P", SecretKind.Whole)),
        ("lftp", new("-u", SecretKind.AfterUser)),
        ("snmp", new("-A", SecretKind.Whole)),
        ("snmp", new("-X", SecretKind.Whole)),
    ];

    /// <summary>The options of the program that the first argument names.</summary>
    public static SecretOptions Of(IReadOnlyList<string> arguments)
    {
        ReadOnlySpan<char> program = arguments[0];
        program = program[(program.LastIndexOfAny('/', '\\') + 1)..];
        List<Entry>? entries = null;
        foreach ((string known, Entry entry) in Known)
        {
            int blank = known.IndexOf(' ', StringComparison.Ordinal);
            bool isProgram = program.StartsWith(blank < 0 ? known : known.AsSpan(0, blank), StringComparison.OrdinalIgnoreCase);
            if (isProgram && (blank < 0 || (arguments.Count > 1 && known.AsSpan(blank + 1).SequenceEqual(arguments[1]))))
            {
                (entries ??= []).Add(entry);
            }
        }

        return new SecretOptions(entries ?? (IReadOnlyList<Entry>)[]);
    }

    /// <summary>How the argument after this one is hidden.</summary>
    public SecretKind Separate(string argument)
    {
        foreach (Entry entry in Entries)
        {
            if (entry.IsSeparate && argument == entry.Option)
            {
                return entry.Kind;
            }
        }

        return SecretKind.None;
    }

    /// <summary>How the rest of an argument is hidden that begins with an option, and the option's length.</summary>
    public (SecretKind Kind, int Length) Attached(string argument)
    {
        foreach (Entry entry in Entries)
        {
            // A long option's value follows an equals sign.
            bool isLong = entry.Option.StartsWith("--", StringComparison.Ordinal);
            int length = entry.Option.Length + (isLong ? 1 : 0);
            if (
                argument.Length > length
                && argument.StartsWith(entry.Option, StringComparison.Ordinal)
                && (!isLong || argument[length - 1] == '=')
            )
            {
                return (entry.Kind, length);
            }
        }

        return default;
    }

    /// <param name="Option">The option.</param>
    /// <param name="Kind">How its value is hidden.</param>
    /// <param name="IsSeparate">Whether the value may be the next argument.</param>
    internal readonly record struct Entry(string Option, SecretKind Kind, bool IsSeparate = true);
}
