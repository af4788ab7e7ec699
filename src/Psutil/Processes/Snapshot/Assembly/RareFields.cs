using System.Numerics;

namespace Psutil;

/// <summary>
/// The fields of a snapshot that are requested less often, by their flags. They are a separate object, to keep a table of many processes
/// without them small.
/// </summary>
internal sealed class RareFields
{
    // One slot for each of these fields, in the order of their bits.
    private ProcessFields _fields;
    private object?[] _values;

    /// <summary>Creates slots for the fields that will be read.</summary>
    public RareFields(ProcessFields fields)
    {
        _fields = fields;
        _values = new object?[BitOperations.PopCount((ulong)fields)];
    }

    /// <summary>Copies the slots.</summary>
    public RareFields(RareFields original)
    {
        _fields = original._fields;
        _values = [.. original._values];
        Cut = original.Cut;
        UnnamedFileCount = original.UnnamedFileCount;
    }

    /// <summary>The fields, also of the common ones, whose values are incomplete.</summary>
    public ProcessFields Cut { get; set; }

    /// <summary>Belongs to <see cref="ProcessFields.OpenFiles"/>.</summary>
    public int? UnnamedFileCount { get; set; }

    /// <summary>The fields that have a value.</summary>
    public ProcessFields Present
    {
        get
        {
            ProcessFields present = ProcessFields.None;
            int index = 0;
            for (long rest = (long)_fields; rest != 0; rest &= rest - 1)
            {
                present |= _values[index++] is null ? ProcessFields.None : (ProcessFields)(rest & -rest);
            }

            return present;
        }
    }

    /// <summary>The value of a field; null if it has none.</summary>
    public object? Find(ProcessFields field) => _fields.Wants(field) ? _values[IndexOf(field)] : null;

    /// <summary>Sets a field that has a slot. Other fields were not requested and are ignored.</summary>
    public void Set<T>(ProcessFields field, T value)
    {
        if (_fields.Wants(field))
        {
            _values[IndexOf(field)] = value;
        }
    }

    /// <summary>Sets a field, adding a slot if it has none.</summary>
    public void Add(ProcessFields field, object value)
    {
        if (!_fields.Wants(field))
        {
            _fields |= field;
            int index = IndexOf(field);
            _values = [.. _values[..index], null, .. _values[index..]];
        }

        _values[IndexOf(field)] = value;
    }

    /// <summary>Removes the values of the given fields.</summary>
    public void Clear(ProcessFields fields)
    {
        for (long rest = (long)(_fields & fields); rest != 0; rest &= rest - 1)
        {
            _values[IndexOf((ProcessFields)(rest & -rest))] = null;
        }
    }

    private int IndexOf(ProcessFields field) => BitOperations.PopCount((ulong)_fields & ((ulong)field - 1));
}
