//! Labels (称谓): the words beside a number that say what it is; the nearest one before it decides.

/// 号码的称谓: what the words before a number call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// 身份证件号码
    Identity,
    /// 银行卡号、账号
    Account,
    /// 护照、通行证
    Passport,
    /// 个人电话
    Telephone,
    /// 公开的办公电话: announced to be called by everybody
    OfficeTelephone,
    /// 车牌
    Plate,
    /// 其他编号: of a thing, a case, a project, an organization
    Serial,
}

const LABELS: &[(&str, Called)] = &[
    ("身份证", Called::Identity),
    ("身份证号", Called::Identity),
    ("身份证号码", Called::Identity),
    ("身份证明号码", Called::Identity),
    ("身份证件号码", Called::Identity),
    ("身份证编号", Called::Identity),
    ("身份号码", Called::Identity),
    ("公民身份号码", Called::Identity),
    ("居民身份证号码", Called::Identity),
    ("证件号码", Called::Identity),
    ("证件号", Called::Identity),
    ("残疾人证号", Called::Identity),
    ("残疾证号", Called::Identity),
    ("银行卡", Called::Account),
    ("银行卡号", Called::Account),
    ("卡号", Called::Account),
    ("账号", Called::Account),
    ("帐号", Called::Account),
    ("银行账号", Called::Account),
    ("银行账户", Called::Account),
    ("账户", Called::Account),
    ("存折", Called::Account),
    ("一卡通", Called::Account),
    ("社保卡", Called::Account),
    ("社保卡号", Called::Account),
    ("护照", Called::Passport),
    ("护照号", Called::Passport),
    ("护照号码", Called::Passport),
    ("通行证", Called::Passport),
    ("通行证号", Called::Passport),
    ("通行证号码", Called::Passport),
    ("电话", Called::Telephone),
    ("手机", Called::Telephone),
    ("手机号", Called::Telephone),
    ("手机号码", Called::Telephone),
    ("电话号码", Called::Telephone),
    ("移动电话", Called::Telephone),
    ("联系电话", Called::Telephone),
    ("联系方式", Called::Telephone),
    ("微信", Called::Telephone),
    ("咨询电话", Called::OfficeTelephone),
    ("监督电话", Called::OfficeTelephone),
    ("举报电话", Called::OfficeTelephone),
    ("投诉电话", Called::OfficeTelephone),
    ("值班电话", Called::OfficeTelephone),
    ("办公电话", Called::OfficeTelephone),
    ("服务电话", Called::OfficeTelephone),
    ("受理电话", Called::OfficeTelephone),
    ("求助电话", Called::OfficeTelephone),
    ("报警电话", Called::OfficeTelephone),
    ("服务热线", Called::OfficeTelephone),
    ("咨询热线", Called::OfficeTelephone),
    ("热线", Called::OfficeTelephone),
    ("车牌", Called::Plate),
    ("车牌号", Called::Plate),
    ("车牌号码", Called::Plate),
    ("号牌", Called::Plate),
    ("号牌号码", Called::Plate),
    ("车号", Called::Plate),
    ("编号", Called::Serial),
    ("流水号", Called::Serial),
    ("受理号", Called::Serial),
    ("受理编号", Called::Serial),
    ("项目代码", Called::Serial),
    ("项目编码", Called::Serial),
    ("编码", Called::Serial),
    ("代码", Called::Serial),
    ("案号", Called::Serial),
    ("单号", Called::Serial),
    ("工单", Called::Serial),
    ("工单号", Called::Serial),
    ("订单", Called::Serial),
    ("订单号", Called::Serial),
    ("批次", Called::Serial),
    ("批号", Called::Serial),
    ("批准文号", Called::Serial),
    ("许可证", Called::Serial),
    ("许可证号", Called::Serial),
    ("证书", Called::Serial),
    ("证书号", Called::Serial),
    ("证号", Called::Serial),
    ("注册号", Called::Serial),
    ("登记号", Called::Serial),
    ("备案号", Called::Serial),
    ("宗地", Called::Serial),
    ("宗地号", Called::Serial),
    ("地块", Called::Serial),
    ("图斑", Called::Serial),
    ("不动产权", Called::Serial),
    ("不动产单元号", Called::Serial),
    ("合同", Called::Serial),
    ("合同号", Called::Serial),
    ("文号", Called::Serial),
    ("字号", Called::Serial),
    ("索引号", Called::Serial),
    ("条码", Called::Serial),
    ("条形码", Called::Serial),
    ("序列号", Called::Serial),
    ("设备号", Called::Serial),
    ("出厂号", Called::Serial),
    ("型号", Called::Serial),
    ("规格", Called::Serial),
    ("执照", Called::Serial),
    ("税号", Called::Serial),
    ("识别号", Called::Serial),
    ("发票", Called::Serial),
    ("发票号", Called::Serial),
    ("票据", Called::Serial),
    ("标段", Called::Serial),
    ("招标", Called::Serial),
    ("采购", Called::Serial),
    ("档案号", Called::Serial),
    ("档号", Called::Serial),
    ("文献号", Called::Serial),
    ("网站标识码", Called::Serial),
    ("标识码", Called::Serial),
    ("密钥", Called::Serial),
    ("学号", Called::Serial),
    ("航班", Called::Serial),
    ("耳标", Called::Serial),
    ("金额", Called::Serial),
];

/// 称谓: the label that ends nearest before the number; of two that end alike, the longer. `before` is what stands before it.
#[must_use]
pub fn called(before: &str) -> Option<Called> {
    let nearest = LABELS
        .iter()
        .filter_map(|(label, called)| before.rfind(label).map(|at| (at + label.len(), label.len(), *called)));
    nearest.max_by_key(|(end, length, _)| (*end, *length)).map(|(_, _, called)| called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_and_longest_label_decides() {
        assert_eq!(called("项目编号已报，身份证号码："), Some(Called::Identity));
        assert_eq!(called("身份证复印件一份，合同编号"), Some(Called::Serial));
        assert_eq!(called("监督电话："), Some(Called::OfficeTelephone));
        assert_eq!(called("联系电话："), Some(Called::Telephone));
        assert_eq!(called("根据工作安排，"), None);
    }
}
