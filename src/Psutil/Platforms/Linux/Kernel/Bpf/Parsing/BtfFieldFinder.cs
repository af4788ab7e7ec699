namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Looks up the fields that a program needs, and keeps the name of the first one that is missing.</summary>
internal sealed class BtfFieldFinder(Btf btf)
{
    // An instruction has 16 bits for an offset. Structures have a few thousand bytes.
    private const int LargestOffset = 30_000;

    private string? _structure;
    private int _type;

    /// <summary>The name of the first missing item; null if all were found.</summary>
    public string? Missing { get; private set; }

    /// <summary>Finds a field by the first of its names that this kernel has.</summary>
    /// <param name="structure">The structure's name.</param>
    /// <param name="names">The names that it has had, each a path for <see cref="Btf.TryGetField"/>.</param>
    public BtfField Find(string structure, params ReadOnlySpan<string> names)
    {
        if (FindOptional(structure, names) is { } field)
        {
            return field;
        }

        Missing ??= $"{structure}.{names[0]}";
        return default;
    }

    /// <summary>A field that may be absent.</summary>
    public BtfField? FindOptional(string structure, params ReadOnlySpan<string> names)
    {
        int type = FindStructure(structure);
        foreach (string name in names)
        {
            if (type != 0 && btf.TryGetField(type, name, out BtfField field) && field is { IsLoadable: true, Offset: <= LargestOffset })
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The place of a field of any type.</summary>
    public int FindOffset(string structure, string name)
    {
        int type = FindStructure(structure);
        if (type != 0 && btf.TryGetField(type, name, out BtfField field) && field is { BitCount: 0, Offset: <= LargestOffset })
        {
            return field.Offset;
        }

        Missing ??= $"{structure}.{name}";
        return 0;
    }

    /// <summary>The size of a structure in bytes.</summary>
    public int FindSize(string structure)
    {
        int type = FindStructure(structure);
        if (type != 0 && btf.TryGetSize(type, out int size))
        {
            return size;
        }

        Missing ??= $"struct {structure}";
        return 0;
    }

    /// <summary>A function's number.</summary>
    public int FindFunction(string name)
    {
        int type = btf.FindType(BtfKind.Function, name);
        if (type == 0)
        {
            Missing ??= $"{name}()";
        }

        return type;
    }

    // Consecutive lookups are mostly in the same structure.
    private int FindStructure(string name)
    {
        if (name != _structure)
        {
            _type = btf.FindType(BtfKind.Structure, name);
            _structure = name;
        }

        return _type;
    }
}
