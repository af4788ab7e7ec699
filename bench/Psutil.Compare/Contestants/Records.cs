namespace Psutil.Compare.Contestants;

/// <summary>What a contestant read: values by field by record.</summary>
internal sealed class Records
{
    private readonly Dictionary<string, Dictionary<string, string>> _fields = [];

    public IReadOnlyCollection<string> Names => _fields.Keys;

    public IReadOnlyDictionary<string, string>? this[string record] => _fields.GetValueOrDefault(record);

    public void Add(string record, string field, string value)
    {
        if (!_fields.TryGetValue(record, out Dictionary<string, string>? fields))
        {
            _fields[record] = fields = [];
        }

        fields[field] = value;
    }
}
